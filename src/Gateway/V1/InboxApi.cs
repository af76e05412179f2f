using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>A user's inbox, by page and by long poll; over a socket it is the room <c>@inbox</c>.</summary>
internal static class InboxApi
{
    public static void MapInbox(this RouteGroupBuilder v1) => v1.MapGet("/users/{user}/inbox", GetAsync)
        .Produces<EventsDto>()
        .Refuses(ErrorCodes.Forbidden, ErrorCodes.EventsGone, ErrorCodes.RoomBusy)
        .Says("Read an inbox", "Your own; another's: admin and backend. As a room's events, oldest first: `private`, `private.read`, `push`.");

    private static async Task<IResult> GetAsync(
        string user,
        CurrentCaller caller,
        LongPoll polls,
        CancellationToken cancellation,
        [Description("The last number that you have.")] long after = 0,
        [Description("1 to 100.")] int limit = 100,
        [Description("Seconds, 0 to 30.")] int wait = 0)
    {
        if (Owner.RefuseOthers(caller, user) is { } refused) return refused;
        if (EventsApi.RefuseRange(after, limit, wait) is { } fault) return fault;
        var outcome = await polls.GetInboxAsync(Ids.Key(caller.App, user), after, limit, TimeSpan.FromSeconds(wait), cancellation);
        return outcome.To(page => TypedResults.Ok(EventsDto.From(page)));
    }
}
