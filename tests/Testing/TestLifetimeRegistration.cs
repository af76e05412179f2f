using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Rooms.Testing;

public static class TestLifetimeRegistration
{
    /// <summary>For every host that a test runs in its own process.</summary>
    public static IServiceCollection AddTestLifetime(this IServiceCollection services) => services.AddSingleton<IHostLifetime, TestLifetime>();
}
