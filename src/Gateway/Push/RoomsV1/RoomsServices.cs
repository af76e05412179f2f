using Microsoft.Extensions.DependencyInjection;
using Rooms.Gateway.Push.Feeds;

namespace Rooms.Gateway.Push.RoomsV1;

internal static class RoomsServices
{
    /// <summary>The sessions of <c>/ws</c>, and what looks after them.</summary>
    public static IServiceCollection AddRoomsSessions(this IServiceCollection services)
    {
        services.AddSingleton<Inboxes>().AddSingleton<RoomsCommands>().AddSingleton<SessionParts>().AddSingleton<RoomsSurface>();
        services.AddSingleton<Attendance>().AddHostedService(provider => provider.GetRequiredService<Attendance>());
        services.AddSingleton<Evictions>().AddSingleton<IFeedObserver>(provider => provider.GetRequiredService<Evictions>());
        return services.AddSingleton<SessionChecks>().AddHostedService(provider => provider.GetRequiredService<SessionChecks>());
    }
}
