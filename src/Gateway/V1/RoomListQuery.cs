using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1;

/// <summary>The query of <c>GET /v1/rooms</c>.</summary>
internal static class RoomListQuery
{
    private const int MaxLimit = 100;

    // Longer than any that the directory makes; it decides about shorter ones.
    private const int MaxCursor = 512;

    /// <summary>Null: fine. Else what is wrong.</summary>
    public static string? Read(string? scene, string? status, int limit, string? cursor, out RoomQuery query)
    {
        RoomScene? wantedScene = RoomNames.TryParseScene(scene, out var parsedScene) ? parsedScene : null;
        RoomStatus? wantedStatus = RoomNames.TryParseStatus(status, out var parsedStatus) ? parsedStatus : null;
        query = new RoomQuery(wantedScene, wantedStatus, limit, string.IsNullOrEmpty(cursor) ? null : cursor);
        if (!string.IsNullOrEmpty(scene) && wantedScene is null) return $"scene: wanted one of {RoomNames.Scenes}";
        if (!string.IsNullOrEmpty(status) && wantedStatus is null) return $"status: wanted one of {RoomNames.Statuses}";
        return Field.OutOfRange("limit", limit, 1, MaxLimit) ?? Field.TooLong("cursor", cursor, MaxCursor);
    }
}
