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

/// <summary>Mutes, bans, kicks and moderators of a room (docs/moderation.md).</summary>
internal static class ModerationApi
{
    private const string Who = "The room's creator, moderators, admin and backend; nobody acts on the creator, and moderators on no moderator.";
    private const string WhoAppoints = "The room's creator, admin and backend.";

    public static void MapModeration(this RouteGroupBuilder v1)
    {
        v1.MapGet("/rooms/{room}/moderation", GetAsync)
            .Produces<ModerationDto>()
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.Forbidden)
            .Says("Read who moderates a room and who is muted or banned", "The room's creator, moderators, admin and backend.");
        v1.MapPut("/rooms/{room}/mutes/{user}", MuteAsync)
            .Sanctions("Mute a user", $"The user may not write for a time. Again: the new time counts. {Who}");
        v1.MapDelete("/rooms/{room}/mutes/{user}", UnmuteAsync).EndsSanction("End a mute");
        v1.MapPut("/rooms/{room}/bans/{user}", BanAsync)
            .Sanctions("Ban a user", $"The user leaves, and may not join, read, write or get play URLs for a time; own streams end. {Who}");
        v1.MapDelete("/rooms/{room}/bans/{user}", UnbanAsync).EndsSanction("End a ban");
        v1.MapPost("/rooms/{room}/kick", KickAsync)
            .Takes<KickBody>("""{"user": "bob", "reason": "shouts"}""")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.MemberNotFound, ErrorCodes.Forbidden, ErrorCodes.IdempotencyKeyReused)
            .Says("Put a member out of a room", $"Who may come again; a ban is for those who may not. {Who}");
        v1.MapPut("/rooms/{room}/moderators/{user}", AppointAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.Forbidden, ErrorCodes.Banned, ErrorCodes.ListFull)
            .Says("Make a user a moderator of a room", $"At most 200 a room. {WhoAppoints}");
        v1.MapDelete("/rooms/{room}/moderators/{user}", DismissAsync)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.Forbidden)
            .Says("End a user's moderation of a room", WhoAppoints);
    }

    private static void Sanctions(this RouteHandlerBuilder route, string title, string text) => route
        .Takes<SanctionBody>("""{"minutes": 10, "reason": "spam"}""")
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.Forbidden, ErrorCodes.ListFull)
        .Says(title, text);

    private static void EndsSanction(this RouteHandlerBuilder route, string title) => route
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.Forbidden)
        .Says(title, $"A success where there is none. {Who}");

    private static async Task<IResult> GetAsync(string room, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRoomGrain, ModerationView>(
            Ids.Key(caller.App, room), grain => grain.GetModerationAsync(caller.Value, cancellation), cancellation);
        return outcome.To(view => TypedResults.Ok(ModerationDto.From(view)));
    }

    private static Task<IResult> MuteAsync(
        string room, string user, CurrentCaller caller, Body<SanctionBody> body, GrainCalls grains, CancellationToken cancellation) =>
        DoAsync(room, caller, grains, grain => grain.MuteAsync(caller.Value, body.Value.ToCommand(user), cancellation), cancellation);

    private static Task<IResult> UnmuteAsync(string room, string user, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation) =>
        DoAsync(room, caller, grains, grain => grain.UnmuteAsync(caller.Value, user, cancellation), cancellation);

    private static Task<IResult> BanAsync(
        string room, string user, CurrentCaller caller, Body<SanctionBody> body, GrainCalls grains, CancellationToken cancellation) =>
        DoAsync(room, caller, grains, grain => grain.BanAsync(caller.Value, body.Value.ToCommand(user), cancellation), cancellation);

    private static Task<IResult> UnbanAsync(string room, string user, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation) =>
        DoAsync(room, caller, grains, grain => grain.UnbanAsync(caller.Value, user, cancellation), cancellation);

    private static Task<IResult> KickAsync(string room, CurrentCaller caller, Body<KickBody> body, GrainCalls grains, CancellationToken cancellation) =>
        DoAsync(room, caller, grains, grain => grain.KickAsync(caller.Value, body.Value.ToCommand(), body.Stamp, cancellation), cancellation);

    private static Task<IResult> AppointAsync(string room, string user, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation) =>
        DoAsync(room, caller, grains, grain => grain.AddModeratorAsync(caller.Value, user, cancellation), cancellation);

    private static Task<IResult> DismissAsync(string room, string user, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation) =>
        DoAsync(room, caller, grains, grain => grain.RemoveModeratorAsync(caller.Value, user, cancellation), cancellation);

    private static async Task<IResult> DoAsync(
        string room, CurrentCaller caller, GrainCalls grains, Func<IRoomGrain, Task<Outcome<Done>>> command, CancellationToken cancellation) =>
        (await grains.AskAsync(Ids.Key(caller.App, room), command, cancellation)).ToNoContent();
}
