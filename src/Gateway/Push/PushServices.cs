using Microsoft.Extensions.DependencyInjection;
using Rooms.Configuration;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push;

internal static class PushServices
{
    /// <summary>Loops and feeds; protocols add their own surfaces.</summary>
    public static IServiceCollection AddPush(this IServiceCollection services)
    {
        services.AddChecked<PushOptions>(PushOptions.Section);
        services.AddSingleton<PushBuffers>().AddSingleton<PushMetrics>().AddSingleton<ConnectionTable>();
        services.AddSingleton<PushLoops>().AddHostedService(provider => provider.GetRequiredService<PushLoops>());
        services.AddSingleton<IFeedSource, GrainFeedSource>();
        services.AddSingleton<FeedHub>().AddHostedService(provider => provider.GetRequiredService<FeedHub>());
        return services.AddSingleton<Broadcast>();
    }
}
