using Microsoft.Extensions.DependencyInjection;
using Rooms.Configuration;
using Rooms.Gateway.Pushes;

namespace Rooms.Gateway.Compat.WebIm;

internal static class WebImRegistration
{
    /// <summary>PHPWebIM's chat (README.md beside this). Nothing listens until <c>Compat:WebIm</c> names an app and a room.</summary>
    public static IServiceCollection AddWebIm(this IServiceCollection services)
    {
        services.AddChecked<WebImOptions>(WebImOptions.Section);
        services.AddSingleton<WebImHub>().AddSingleton<IDetachedConnections, WebImConnections>().AddSingleton<WebImRoom>().AddSingleton<WebImCommands>().AddSingleton<WebImComet>().AddSingleton<WebImSockets>();
        services.AddSingleton<WebImUploads>().AddSingleton<WebImPages>().AddSingleton<WebImServer>().AddSingleton<WebImFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<WebImFollower>());
        services.AddHostedService(provider => provider.GetRequiredService<WebImServer>());
        return services;
    }
}
