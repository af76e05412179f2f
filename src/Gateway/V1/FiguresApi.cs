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

namespace Rooms.Gateway.V1;

/// <summary>Streams as they are carried: codecs, rates, viewers, health (rooms-v1 section 3).</summary>
internal static class FiguresApi
{
    private const int MaxIds = 200;

    public static void MapFigures(this RouteGroupBuilder v1)
    {
        v1.MapGet("/streams/{sid}", GetAsync)
            .Produces<StreamDto>()
            .Refuses(ErrorCodes.StreamNotFound)
            .Says("Read a stream's figures", "What no relay has reported within 10 s is absent.");
        v1.MapGet("/streams", ListAsync)
            .Produces<StreamsDto>()
            .Says("Read many streams' figures", "Ids that are not of this app are left out. Without status and user: the rooms' list has those.");
    }

    private static async Task<IResult> GetAsync(string sid, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        if (await grains.FindStreamAsync(sid, caller.App, cancellation) is not { } place) return new Problem(ErrorCodes.StreamNotFound, "no such stream");
        var grant = await grains.AskAsync<IRoomGrain, StreamGrant>(
            Ids.Key(caller.App, place.RoomId), room => room.GetStreamAsync(sid, cancellation), cancellation);
        if (!grant.IsOk) return grant.ToProblem();
        var figures = await FiguresAsync(grains, caller.App, sid, cancellation);
        return TypedResults.Ok(StreamDto.From(sid, place.RoomId, RoomNames.Of(grant.Value!.Status), grant.Value.User, figures));
    }

    private static async Task<IResult> ListAsync(
        CurrentCaller caller, GrainCalls grains, CancellationToken cancellation, [Description("At most 200, with commas between.")] string ids = "")
    {
        var wanted = ids.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        if (wanted.Length > MaxIds) return new Problem(ErrorCodes.BodyInvalid, $"ids: at most {MaxIds}");
        if (!wanted.All(Ids.IsValid)) return new Problem(ErrorCodes.BodyInvalid, Field.NoId("ids"));
        var streams = await Task.WhenAll(wanted.Select(id => FindAsync(grains, caller.App, id, cancellation)));
        return TypedResults.Ok(new StreamsDto([.. streams.OfType<StreamDto>()]));
    }

    private static async Task<StreamDto?> FindAsync(GrainCalls grains, string app, string streamId, CancellationToken cancellation)
    {
        if (await grains.FindStreamAsync(streamId, app, cancellation) is not { } place) return null;
        return StreamDto.From(streamId, place.RoomId, null, null, await FiguresAsync(grains, app, streamId, cancellation));
    }

    private static Task<StreamFigures?> FiguresAsync(GrainCalls grains, string app, string streamId, CancellationToken cancellation) =>
        grains.GetAsync<IStreamGrain, StreamFigures?>(Ids.Key(app, streamId), stream => stream.GetAsync(cancellation), cancellation);
}
