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
using Rooms.Gateway.Vetoes;

namespace Rooms.Gateway.V1;

/// <summary>A room's members (rooms-v1 section 2).</summary>
internal static class MembersApi
{
    private const int MaxLimit = 1_000;

    public static void MapMembers(this RouteGroupBuilder v1)
    {
        v1.MapGet("/rooms/{room}/members", ListAsync)
            .Produces<MembersDto>()
            .Refuses(ErrorCodes.RoomNotFound)
            .Says("List a room's members", "By user id. Follow `next` until it is null. The room itself shows a sample, anchors first, and `peak`.");
        v1.MapPost("/rooms/{room}/members", JoinAsync)
            .Takes<JoinBody>("{}")
            .Produces<MemberDto>(StatusCodes.Status201Created)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.RoomFull, ErrorCodes.Forbidden, ErrorCodes.Banned, ErrorCodes.Vetoed, ErrorCodes.IdempotencyKeyReused)
            .Says("Join a room", "A member who joins again keeps the place. Somebody else: admin and backend only.");
        v1.MapDelete("/rooms/{room}/members/{user}", LeaveAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.MemberNotFound, ErrorCodes.Forbidden)
            .Says("Leave a room, or have somebody leave it", "The member, or who moderates the room. The creator's leaving may close the room.");
    }

    private static async Task<IResult> ListAsync(
        string room,
        CurrentCaller caller,
        GrainCalls grains,
        CancellationToken cancellation,
        [Description("1 to 1000.")] int limit = 100,
        [Description("The `next` of the page before.")] string? cursor = null)
    {
        if (Field.OutOfRange("limit", limit, 1, MaxLimit) is { } fault) return new Problem(ErrorCodes.BodyInvalid, fault);
        if (cursor is not null && !Ids.IsValid(cursor)) return new Problem(ErrorCodes.BodyInvalid, "cursor: not one of this server");
        var outcome = await grains.AskAsync<IRoomGrain, MemberPage>(
            Ids.Key(caller.App, room), grain => grain.GetMembersAsync(limit, cursor, cancellation), cancellation);
        return outcome.To(page => TypedResults.Ok(MembersDto.From(page)));
    }

    private static async Task<IResult> JoinAsync(
        string room, CurrentCaller caller, Body<JoinBody> body, VetoCalls vetoes, GrainCalls grains, CancellationToken cancellation)
    {
        var command = body.Value.ToCommand();
        var asked = await vetoes.JoinAsync(caller.Value, room, command, cancellation);
        if (!asked.IsOk) return asked.ToProblem();
        var outcome = await grains.AskAsync<IRoomGrain, MemberView>(
            Ids.Key(caller.App, room), grain => grain.JoinAsync(caller.Value, command, body.Stamp, cancellation), cancellation);
        return outcome.To(member => Answers.Created(MemberDto.From(member)));
    }

    private static async Task<IResult> LeaveAsync(string room, string user, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRoomGrain, Done>(
            Ids.Key(caller.App, room), grain => grain.LeaveAsync(caller.Value, user, cancellation), cancellation);
        return outcome.ToNoContent();
    }
}
