using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Users;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>Users whose private messages a user does not take.</summary>
internal static class BlocksApi
{
    public static void MapBlocks(this RouteGroupBuilder v1)
    {
        v1.MapGet("/users/{user}/blocks", ListAsync)
            .Produces<BlocksDto>()
            .Refuses(ErrorCodes.Forbidden)
            .Says("List blocked users", "Your own; another's: admin and backend.");
        v1.MapPut("/users/{user}/blocks/{peer}", (string user, string peer, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation) =>
            SetAsync(user, peer, true, caller, grains, cancellation))
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Forbidden)
            .Says("Block a user", "Whose private messages are refused with `blocked` from now on. At most 1,000.");
        v1.MapDelete("/users/{user}/blocks/{peer}", (string user, string peer, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation) =>
            SetAsync(user, peer, false, caller, grains, cancellation))
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Forbidden)
            .Says("Unblock a user", "Harmless when the user was not blocked.");
    }

    private static async Task<IResult> ListAsync(string user, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        if (Owner.RefuseOthers(caller, user) is { } refused) return refused;
        var outcome = await grains.AskAsync<IUserGrain, ImmutableArray<string>>(
            Ids.Key(caller.App, user), grain => grain.GetBlocksAsync(cancellation), cancellation);
        return outcome.To(blocks => TypedResults.Ok(new BlocksDto([.. blocks])));
    }

    private static async Task<IResult> SetAsync(
        string user, string peer, bool isBlocked, CurrentCaller caller, GrainCalls grains, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IUserGrain, Done>(
            Ids.Key(caller.App, user), grain => grain.BlockAsync(caller.Value, peer, isBlocked, cancellation), cancellation);
        return outcome.ToNoContent();
    }
}
