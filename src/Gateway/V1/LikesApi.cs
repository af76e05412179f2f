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

/// <summary>Likes: a durable counter (rooms-v1 section 2).</summary>
internal static class LikesApi
{
    public static void MapLikes(this RouteGroupBuilder v1) => v1.MapPost("/rooms/{room}/likes", LikeAsync)
        .Takes<LikeBody>("""{"count": 3}""")
        .Produces<LikesDto>()
        .Refuses(ErrorCodes.RoomNotFound, ErrorCodes.RoomClosed, ErrorCodes.IdempotencyKeyReused)
        .Says("Like", "Answers the new total. No event of its own: `room.counters` tells, once a second at most.");

    private static async Task<IResult> LikeAsync(
        string room, CurrentCaller caller, Body<LikeBody> body, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IRoomGrain, long>(
            Ids.Key(caller.App, room), grain => grain.LikeAsync(caller.Value, body.Value.Count ?? 1, body.Stamp, cancellation), cancellation);
        return outcome.To(likes => TypedResults.Ok(new LikesDto(likes)));
    }
}
