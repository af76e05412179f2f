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

/// <summary>Rooms and their list (rooms-v1 section 2).</summary>
internal static class RoomsApi
{
    private const string ClosedBy = "closed by request";

    public static void MapRooms(this RouteGroupBuilder v1)
    {
        v1.MapPost("/rooms", CreateAsync)
            .Takes<CreateRoomBody>("""{"scene": "live", "name": "Ann's kitchen", "custom": {"topic": "pans"}}""")
            .Produces<RoomDto>(StatusCodes.Status201Created)
            .Refuses(ErrorCodes.Forbidden, ErrorCodes.RoomExists, ErrorCodes.QuotaRooms, ErrorCodes.IdempotencyKeyReused)
            .Says("Make a room", "Roles anchor and admin. The token's user is its creator.");
        v1.MapGet("/rooms", ListAsync)
            .Produces<RoomPageDto>()
            .Says("List rooms", "Newest first. Follow `next` until it is null: no room is repeated or left out while others come and go.");
        v1.MapGet("/rooms/{room}", GetAsync)
            .Produces<RoomDto>()
            .Refuses(ErrorCodes.RoomNotFound)
            .Says("Read a room", "A closed room answers for 24 hours.");
        v1.MapPatch("/rooms/{room}", UpdateAsync)
            .Takes<UpdateRoomBody>("""{"name": "Ann's garden"}""")
            .Produces<RoomDto>()
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.Forbidden)
            .Says("Change a room", "What is left out stays. Its creator and admins.");
        v1.MapDelete("/rooms/{room}", CloseAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.Forbidden)
            .Says("Close a room", "Ends its streams. Closing a closed room is a success. Its creator and admins.");
    }

    private static async Task<IResult> CreateAsync(CurrentCaller caller, Body<CreateRoomBody> body, GrainCalls grains, CancellationToken cancellation)
    {
        var id = body.Value.Id ?? (body.Stamp is { } stamp ? RoomIds.Derive(caller.Value, stamp) : RoomIds.New());
        var outcome = await grains.AskAsync<IRoomGrain, RoomView>(
            Ids.Key(caller.App, id), room => room.CreateAsync(caller.Value, body.Value.ToCommand(), body.Stamp, cancellation), cancellation);
        return outcome.To(room => Answers.Created(RoomDto.From(room)));
    }

    private static async Task<IResult> ListAsync(
        CurrentCaller caller,
        GrainCalls grains,
        CancellationToken cancellation,
        [Description("live, double, multi or desk; default: all.")] string? scene = null,
        [Description("created, open or closed; default: created and open.")] string? status = null,
        [Description("1 to 100.")] int limit = 20,
        [Description("The `next` of the page before.")] string? cursor = null)
    {
        if (RoomListQuery.Read(scene, status, limit, cursor, out var query) is { } fault) return new Problem(ErrorCodes.BodyInvalid, fault);
        var outcome = await grains.AskAsync<IRoomDirectoryGrain, RoomPage>(caller.App, directory => directory.ListAsync(query, cancellation), cancellation);
        return outcome.To(page => TypedResults.Ok(RoomPageDto.From(page)));
    }

    private static async Task<IResult> GetAsync(string room, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRoomGrain, RoomView>(Ids.Key(caller.App, room), grain => grain.GetAsync(cancellation), cancellation);
        return outcome.To(view => TypedResults.Ok(RoomDto.From(view)));
    }

    private static async Task<IResult> UpdateAsync(
        string room, CurrentCaller caller, Body<UpdateRoomBody> body, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRoomGrain, RoomView>(
            Ids.Key(caller.App, room), grain => grain.UpdateAsync(caller.Value, body.Value.ToCommand(), cancellation), cancellation);
        return outcome.To(view => TypedResults.Ok(RoomDto.From(view)));
    }

    private static async Task<IResult> CloseAsync(string room, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRoomGrain, Done>(
            Ids.Key(caller.App, room), grain => grain.CloseAsync(caller.Value, ClosedBy, cancellation), cancellation);
        return outcome.ToNoContent();
    }
}
