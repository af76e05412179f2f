using Microsoft.Extensions.DependencyInjection;
using Rooms.Configuration;
using Rooms.Gateway.Compat.Goim.Http;
using Rooms.Gateway.Compat.Goim.Sessions;

namespace Rooms.Gateway.Compat.Goim;

internal static class GoimRegistration
{
    /// <summary>goim v1 and v2 (README.md beside this). Nothing listens until <c>Compat:Goim:App</c> names an app.</summary>
    public static IServiceCollection AddGoim(this IServiceCollection services)
    {
        services.AddChecked<GoimOptions>(GoimOptions.Section).AddChecked<GoimV1Options>(GoimV1Options.Section).AddChecked<GoimV2Options>(GoimV2Options.Section);
        services.AddSingleton<GoimPorts>().AddSingleton<GoimClients>().AddSingleton<GoimRooms>().AddSingleton<GoimPushes>().AddSingleton<GoimOnline>();
        services.AddSingleton<GoimNodes>().AddSingleton<GoimV1Api>().AddSingleton<GoimV2Api>();
        services.AddSingleton<GoimParts>().AddHostedService<GoimListeners>();
        services.AddHostedService<GoimHttp>();
        return services;
    }
}
