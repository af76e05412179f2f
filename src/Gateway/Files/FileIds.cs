using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Gateway.Http;
using Rooms.Gateway.V1;

namespace Rooms.Gateway.Files;

internal static class FileIds
{
    /// <summary>A repeat under the same Idempotency-Key has the same id, and so finds the first one's file, for as long as that is kept.</summary>
    public static (string Id, bool IsRepeatable) For(HttpContext context, Caller caller) =>
        IdempotencyStamps.Of(context, []) is { } stamp ? (RoomIds.Derive(caller, stamp), true) : (RoomIds.New(), false);
}
