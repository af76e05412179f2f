using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>A room's event log, by page and by long poll (rooms-v1 section 2).</summary>
internal static class EventsApi
{
    private const int MaxLimit = 100;
    private const int MaxWaitSeconds = 30;

    public static void MapEvents(this RouteGroupBuilder v1) => v1.MapGet("/rooms/{room}/events", GetAsync)
        .Produces<EventsDto>()
        .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.EventsGone, ErrorCodes.RoomBusy, ErrorCodes.Banned)
        .Says("Read events", "Oldest first. With `wait` the answer comes with the next event, or empty when the time is over. `next` is the following call's `after`.");

    private static async Task<IResult> GetAsync(
        string room,
        CurrentCaller caller,
        LongPoll polls,
        GrainCalls grains,
        CancellationToken cancellation,
        [Description("The last number that you have.")] long after = 0,
        [Description("1 to 100.")] int limit = 100,
        [Description("Seconds, 0 to 30.")] int wait = 0)
    {
        if (RefuseRange(after, limit, wait) is { } fault) return fault;
        var allowed = await grains.AskAsync<IRoomGrain, Done>(
            Ids.Key(caller.App, room), grain => grain.MaySubscribeAsync(caller.Value, cancellation), cancellation);
        if (!allowed.IsOk) return allowed.ToProblem();
        var outcome = await polls.GetAsync(Ids.Key(caller.App, room), after, limit, TimeSpan.FromSeconds(wait), cancellation);
        return outcome.To(page => TypedResults.Ok(EventsDto.From(page)));
    }

    /// <summary>Null: a page that may be asked for.</summary>
    public static Problem? RefuseRange(long after, int limit, int wait) => Fault(after, limit, wait) is { } fault ? new Problem(ErrorCodes.BodyInvalid, fault) : null;

    private static string? Fault(long after, int limit, int wait) =>
        after < 0 ? "after: wanted 0 or more" : Field.OutOfRange("limit", limit, 1, MaxLimit) ?? Field.OutOfRange("wait", wait, 0, MaxWaitSeconds);
}
