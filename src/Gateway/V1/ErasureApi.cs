using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Contracts.Users;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Files;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>Erases what a user wrote and was written (docs/privacy.md).</summary>
internal static class ErasureApi
{
    public static void MapErasure(this RouteGroupBuilder v1) => v1.MapDelete("/users/{user}", EraseAsync)
        .Produces<ErasureDto>()
        .Produces<ErasureDto>(StatusCodes.Status202Accepted)
        .Refuses(ErrorCodes.Forbidden)
        .Says(
            "Erase a user",
            "Yourself; others: admin and backend. 202: it goes on by itself, also through a restart; ask again to see how far it is. Numbers stay; files that the user sent are gone.");

    private static async Task<IResult> EraseAsync(string user, CurrentCaller caller, GrainCalls grains, FileRemoval files, CancellationToken cancellation)
    {
        var outcome = await grains.AskAsync<IUserGrain, ErasureView>(
            Ids.Key(caller.App, user), grain => grain.EraseAsync(caller.Value, cancellation), cancellation);
        // Behind the entry that begins it: who was not answered asks again.
        if (outcome.IsOk && await files.RemoveOfAsync(caller.App, user, cancellation) is { IsOk: false } left) return left.ToProblem();
        return outcome.To<ErasureView>(view => view.IsDone
            ? TypedResults.Ok(new ErasureDto("erased", 0))
            : TypedResults.Json(new ErasureDto("erasing", view.Left), statusCode: StatusCodes.Status202Accepted));
    }
}
