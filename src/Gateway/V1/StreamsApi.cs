using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Http;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;
using Rooms.Gateway.Vetoes;

namespace Rooms.Gateway.V1;

/// <summary>A room's streams: URLs, heartbeats, end and ban (rooms-v1 section 3).</summary>
internal static class StreamsApi
{
    private const string Base = "/rooms/{room}/streams";

    public static void MapStreams(this RouteGroupBuilder v1)
    {
        v1.MapPost(Base, AddAsync)
            .Takes<AddStreamBody>("""{"name": "camera"}""")
            .Produces<StreamGrantDto>(StatusCodes.Status201Created)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.RoomFull, ErrorCodes.Forbidden, ErrorCodes.NodeUnavailable, ErrorCodes.IdempotencyKeyReused)
            .Says("Make a stream", "`push.server` and `push.key` are the two boxes of OBS. The URLs are valid until `expiresAt`. Where the app has quotas, pushing may be refused with "
                + "`quota_streams` or `quota_bytes`, playing with `quota_viewers` or `quota_bytes`.");
        v1.MapGet($"{Base}/{{sid}}/play", PlayAsync)
            .Produces<PlayDto>()
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.StreamNotFound, ErrorCodes.Forbidden, ErrorCodes.Banned, ErrorCodes.Vetoed, ErrorCodes.NodeUnavailable)
            .Says("Get fresh play URLs", "They name the node that the publisher is on.");
        v1.MapPost($"{Base}/{{sid}}/heartbeat", HeartbeatAsync)
            .WithMetadata(new ServedWhileDraining())
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.StreamNotFound, ErrorCodes.Forbidden)
            .Says("Say that the publisher is alive", "20 s without one after the first publish: the relay is asked; still publishing: kept, else the stream ends.");
        v1.MapDelete($"{Base}/{{sid}}", RemoveAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.StreamNotFound, ErrorCodes.Forbidden)
            .Says("End a stream", "Cuts the publisher within a second. The stream's user, the room's creator, admins.");
        v1.MapPost($"{Base}/{{sid}}/ban", BanAsync)
            .Takes<BanBody>("""{"minutes": 60, "reason": "breaks the rules"}""")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.StreamNotFound, ErrorCodes.Forbidden, ErrorCodes.IdempotencyKeyReused)
            .Says("Ban a stream", "Cuts publisher and viewers within a second; pushing again is refused until the time is over. The room's creator, admins.");
    }

    private static async Task<IResult> AddAsync(
        string room, CurrentCaller caller, Body<AddStreamBody> body, HttpRequest request, StreamUrls urls, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRoomGrain, StreamGrant>(
            Ids.Key(caller.App, room), grain => grain.AddStreamAsync(caller.Value, body.Value.ToCommand(), body.Stamp, cancellation), cancellation);
        if (!outcome.IsOk) return outcome.ToProblem();
        var grant = outcome.Value!;
        return await grains.FindNodeAsync(grant.Node, cancellation) is { } node
            ? Answers.Created(urls.Grant(grant.StreamId, grant.CreatedAt, node, request))
            : NoNode(grant);
    }

    private static async Task<IResult> PlayAsync(
        string room,
        string sid,
        CurrentCaller caller,
        HttpRequest request,
        StreamUrls urls,
        VetoCalls vetoes,
        GrainCalls grains,
        CancellationToken cancellation,
        [Description("The viewer's network. Taken; until streams are relayed between nodes it changes nothing.")] string? isp = null,
        [Description("The viewer's region. As isp.")] string? region = null)
    {
        var allowed = await grains.AskAsync<IRoomGrain, Done>(
            Ids.Key(caller.App, room), grain => grain.MaySubscribeAsync(caller.Value, cancellation), cancellation);
        if (!allowed.IsOk) return allowed.ToProblem();
        var outcome = await grains.AskAsync<IRoomGrain, StreamGrant>(
            Ids.Key(caller.App, room), grain => grain.GetStreamAsync(sid, cancellation), cancellation);
        if (!outcome.IsOk) return outcome.ToProblem();
        var asked = await vetoes.PlayAsync(caller.Value, room, sid, cancellation);
        if (!asked.IsOk) return asked.ToProblem();
        var node = await grains.FindNodeAsync(outcome.Value!.Node, cancellation);
        return node is null ? NoNode(outcome.Value) : TypedResults.Ok(urls.FreshPlay(sid, node, request));
    }

    private static async Task<IResult> HeartbeatAsync(string room, string sid, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        if (await grains.FindStreamAsync(sid, caller.App, cancellation) is not { } place || place.RoomId != room)
            return new Problem(ErrorCodes.StreamNotFound, "the room has no such stream");
        var outcome = await grains.AskAsync<IPusherGrain, Done>(
            Ids.Key(caller.App, sid), pusher => pusher.HeartbeatAsync(caller.Value, cancellation), cancellation);
        return outcome.ToNoContent();
    }

    private static async Task<IResult> RemoveAsync(string room, string sid, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRoomGrain, Done>(
            Ids.Key(caller.App, room), grain => grain.RemoveStreamAsync(caller.Value, sid, cancellation), cancellation);
        return outcome.ToNoContent();
    }

    private static async Task<IResult> BanAsync(
        string room, string sid, CurrentCaller caller, Body<BanBody> body, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRoomGrain, Done>(
            Ids.Key(caller.App, room), grain => grain.BanStreamAsync(caller.Value, body.Value.ToCommand(sid), body.Stamp, cancellation), cancellation);
        return outcome.ToNoContent();
    }

    private static Problem NoNode(StreamGrant grant) =>
        new(ErrorCodes.NodeUnavailable, grant.Node is null ? "no media node is connected" : "the stream's media node is not connected");
}
