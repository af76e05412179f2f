using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>What a room's delivery costs and refuses (docs/moderation.md).</summary>
internal static class RoomFiguresApi
{
    public static void MapRoomFigures(this RouteGroupBuilder v1) => v1.MapGet("/rooms/{room}/figures", GetAsync)
        .Produces<RoomFiguresDto>()
        .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.Forbidden)
        .Says("Read a room's delivery figures", "Its budget, what was merged and what was refused. Its creator, moderators, admin and backend.");

    private static async Task<IResult> GetAsync(string room, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRoomGrain, RoomFigures>(
            Ids.Key(caller.App, room), grain => grain.GetFiguresAsync(caller.Value, cancellation), cancellation);
        return outcome.To(figures => TypedResults.Ok(RoomFiguresDto.From(figures)));
    }
}
