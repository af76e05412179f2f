using Microsoft.Extensions.DependencyInjection.Extensions;
using Rooms.Configuration;
using Rooms.Contracts.Shutdown;

namespace Rooms.Host.Shutdown;

internal static class ShutdownRegistration
{
    public static void AddGracefulStop(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddChecked<ShutdownOptions>(ShutdownOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Drain>();
        services.AddSingleton<GracefulStop>();
        services.Replace(ServiceDescriptor.Singleton<IHostLifetime, SignalLifetime>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = GracefulStop.ServicesDeadline);
    }
}
