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
using Rooms.Gateway.Vetoes;

namespace Rooms.Gateway.V1;

/// <summary>Gifts (rooms-v1 section 2).</summary>
internal static class GiftsApi
{
    public static void MapGifts(this RouteGroupBuilder v1) => v1.MapPost("/rooms/{room}/gifts", GiveAsync)
        .Takes<GiftBody>("""{"gift": "rose", "count": 2, "orderId": "A-1001", "from": "bob"}""")
        .Produces<SeqDto>(StatusCodes.Status201Created)
        .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.Forbidden, ErrorCodes.Banned, ErrorCodes.Muted, ErrorCodes.WordsRefused, ErrorCodes.Vetoed, ErrorCodes.IdempotencyKeyReused)
        .Says("Give a gift", "Backend and admin; a member only where the app allows it (`Apps:NAME:UserGifts`), in the own name, and not while banned or muted. One `orderId` counts once.");

    private static async Task<IResult> GiveAsync(
        string room, CurrentCaller caller, Body<GiftBody> body, Apps apps, VetoCalls vetoes, GrainCalls grains, CancellationToken cancellation)
    {
        var command = body.Value.ToCommand(isVouched: apps.TryFind(caller.App, out var app) && app.Options.UserGifts);
        var asked = await vetoes.GiftAsync(caller.Value, room, command, cancellation);
        if (!asked.IsOk) return asked.ToProblem();
        var outcome = await grains.AskAsync<IRoomGrain, long>(
            Ids.Key(caller.App, room), grain => grain.GiftAsync(caller.Value, command, body.Stamp, cancellation), cancellation);
        return outcome.To(seq => Answers.Created(new SeqDto(seq)));
    }
}
