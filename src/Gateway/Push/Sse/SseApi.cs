using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1;

namespace Rooms.Gateway.Push.Sse;

/// <summary>Feeds as server-sent events, for networks and clients without WebSocket (docs/ws.md).</summary>
internal static class SseApi
{
    private const string How = "One event a message of `text/event-stream`, its number as `id`; `Last-Event-ID` goes before `after`.";

    public static void MapSse(this RouteGroupBuilder v1)
    {
        v1.MapGet("/rooms/{room}/events/stream", RoomAsync)
            .Produces<string>(contentType: SseResponse.ContentType)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.Banned)
            .Says("Follow a room's events", How);
        v1.MapGet("/users/{user}/inbox/stream", Inbox)
            .Produces<string>(contentType: SseResponse.ContentType)
            .Refuses(ErrorCodes.Forbidden)
            .Says("Follow an inbox", $"Your own; another's: admin and backend. {How}");
    }

    private static async Task<IResult> RoomAsync(
        string room,
        CurrentCaller caller,
        GrainCalls grains,
        SseResponses responses,
        CancellationToken cancellation,
        [Description("The last number that you have.")] long after = 0,
        [FromHeader(Name = SseResponse.LastEventId), Description("Sent by event sources that come back.")] long? last = null)
    {
        if (Math.Min(after, last ?? 0) < 0) return new Problem(ErrorCodes.BodyInvalid, "after: wanted 0 or more");
        var allowed = await grains.AskAsync<IRoomGrain, Done>(Ids.Key(caller.App, room), grain => grain.MaySubscribeAsync(caller.Value, cancellation), cancellation);
        return allowed.IsOk ? responses.Of(caller.Value, FeedId.Room(caller.App, room), last ?? after) : allowed.ToProblem();
    }

    private static IResult Inbox(
        string user,
        CurrentCaller caller,
        SseResponses responses,
        [Description("The last number that you have.")] long after = 0,
        [FromHeader(Name = SseResponse.LastEventId), Description("Sent by event sources that come back.")] long? last = null)
    {
        if (Owner.RefuseOthers(caller, user) is { } refused) return refused;
        if (Math.Min(after, last ?? 0) < 0) return new Problem(ErrorCodes.BodyInvalid, "after: wanted 0 or more");
        return responses.Of(caller.Value, FeedId.Inbox(caller.App, user), last ?? after);
    }
}
