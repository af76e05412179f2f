using Microsoft.Extensions.DependencyInjection;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Push.Sse;

namespace Rooms.Gateway.Push.RoomsV1;

internal static class RoomsServices
{
    /// <summary>The sessions of <c>/ws</c>, and what looks after them.</summary>
    public static IServiceCollection AddRoomsSessions(this IServiceCollection services)
    {
        services.AddSingleton<Inboxes>().AddSingleton<SessionPlaces>().AddSingleton<RoomsCommands>().AddSingleton<SessionParts>().AddSingleton<RoomsSurface>();
        services.AddSingleton(provider => new PushRoute(RoomsSurface.Path, () => provider.GetRequiredService<RoomsSurface>().Surface)).AddSingleton<SseResponses>();
        services.AddSingleton<Attendance>().AddHostedService(provider => provider.GetRequiredService<Attendance>());
        services.AddSingleton<Evictions>().AddSingleton<IFeedObserver>(provider => provider.GetRequiredService<Evictions>());
        return services.AddSingleton<SessionChecks>().AddHostedService(provider => provider.GetRequiredService<SessionChecks>());
    }
}
