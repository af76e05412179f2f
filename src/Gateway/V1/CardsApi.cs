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

/// <summary>Product cards of a room (docs/live-shopping.md).</summary>
internal static class CardsApi
{
    public static void MapCards(this RouteGroupBuilder v1)
    {
        v1.MapPut("/rooms/{room}/cards", SetAsync)
            .Takes<CardsBody>("""{"cards": [{"id": "pan-28", "title": "Iron pan, 28 cm", "price": "39.90 EUR", "endsAt": "2026-11-27T20:00:00.000Z"}], "pinned": "pan-28"}""")
            .Produces<CardsDto>()
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.Forbidden)
            .Says("Set a room's product cards", "Replaces them all; everybody hears of it as `room.cards`. The room's creator, anchors, moderators, admin and backend.");
        v1.MapGet("/rooms/{room}/cards", GetAsync)
            .Produces<CardsDto>()
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.Banned)
            .Says("Read a room's product cards", "In their order, with the one that is pinned.");
    }

    private static async Task<IResult> SetAsync(
        string room, CurrentCaller caller, Body<CardsBody> body, GrainCalls grains, CancellationToken cancellation)
    {
        var command = body.Value.ToCommand();
        if (command.MediaTime is null) command = command with { MediaTime = await grains.FindMediaTimeAsync(caller.Value, room, cancellation) };
        var outcome = await grains.AskAsync<IRoomGrain, CardList>(
            Ids.Key(caller.App, room), grain => grain.SetCardsAsync(caller.Value, command, cancellation), cancellation);
        return outcome.To(cards => TypedResults.Ok(CardsDto.From(cards)));
    }

    private static async Task<IResult> GetAsync(string room, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRoomGrain, RoomSnapshot>(
            Ids.Key(caller.App, room), grain => grain.GetSnapshotAsync(caller.Value, cancellation), cancellation);
        return outcome.To(snapshot => TypedResults.Ok(CardsDto.From(snapshot.Cards)));
    }
}
