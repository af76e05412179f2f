using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Calls;
using Rooms.Gateway.Files;
using Rooms.Gateway.OpenApi;

namespace Rooms.Gateway.V1;

/// <summary>Everything that is kept of a user, as one JSON document (docs/privacy.md).</summary>
internal static class ExportApi
{
    public static void MapExport(this RouteGroupBuilder v1) => v1.MapGet("/users/{user}/export", GetAsync)
        .Produces<object>()
        .Refuses(ErrorCodes.Forbidden)
        .Says("Export a user", "Yourself; others: admin and backend. Profile, rooms, devices, blocks, conversations, the inbox, the messages in the rooms joined and a list of the files sent.");

    private static async Task<IResult> GetAsync(string user, CurrentCaller caller, GrainCalls grains, FileStore files, TimeProvider time, CancellationToken cancellation)
    {
        if (Owner.RefuseOthers(caller, user) is { } refused) return refused;
        // First what may be refused: a document that has begun can only break off.
        var head = await UserExport.ReadAsync(grains, caller.App, user, cancellation);
        if (!head.IsOk) return head.ToProblem();
        return TypedResults.Stream(
            body => head.Value!.WriteAsync(body, grains, files, time.GetUtcNow(), cancellation), "application/json", fileDownloadName: $"{user}.json");
    }
}
