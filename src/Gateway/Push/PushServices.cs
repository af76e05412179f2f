using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Configuration;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push;

internal static class PushServices
{
    /// <summary>Loops and feeds. Protocols add a <see cref="PushRoute"/> each, or a <see cref="PushListener"/> of their own.</summary>
    public static IServiceCollection AddPush(this IServiceCollection services)
    {
        services.AddChecked<PushOptions>(PushOptions.Section).AddChecked<PushLimitOptions>(PushLimitOptions.Section);
        services.AddSingleton<PushBuffers>().AddSingleton<PushMetrics>().AddSingleton<ConnectionTable>();
        services.AddSingleton<PushLoops>().AddHostedService(provider => provider.GetRequiredService<PushLoops>());
        services.AddSingleton<PushOrigins>().AddSingleton<PushAdmission>().AddSingleton<PushDoor>().AddSingleton<HalfOpenSockets>().AddSingleton<PushParts>();
        services.AddSingleton<PushRoutes>().AddSingleton<PushBridge>().AddHostedService<PushDrain>();
        services.AddSingleton<IConnectionListenerFactory, SortedListenerFactory>();
        services.AddSingleton<IFeedSource, GrainFeedSource>();
        services.AddSingleton<FeedHub>().AddHostedService(provider => provider.GetRequiredService<FeedHub>());
        return services.AddSingleton<Broadcast>();
    }

    /// <summary>The routes, for connections that come through the web server.</summary>
    public static void MapPush(this IEndpointRouteBuilder app)
    {
        foreach (var route in app.ServiceProvider.GetRequiredService<PushRoutes>().All)
            app.Map(route.Path, context => context.RequestServices.GetRequiredService<PushBridge>().HandleAsync(context, route.Surface));
    }
}
