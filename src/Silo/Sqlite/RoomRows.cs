using System.Text.Json;
using Rooms.Contracts.Rooms;
using Rooms.Grains;
using Rooms.Grains.Directory;

namespace Rooms.Silo.Sqlite;

/// <summary>The rows of the room lists. The number is given inside the committing transaction, so commit order is number order.</summary>
internal static class RoomRows
{
    private const string Columns = "SELECT number, view FROM rooms WHERE app = ?1 ";
    private const string Page = " AND number < ?2 ORDER BY number DESC LIMIT ?3";

    // One text a combination, each with an index of exactly its columns: a page costs its rows, whatever the number of rooms.
    private const string Listed = Columns + "AND listed = 1" + Page;
    private const string ListedByScene = Columns + "AND listed = 1 AND scene = ?4" + Page;
    private const string ByStatus = Columns + "AND status = ?4" + Page;
    private const string BySceneAndStatus = Columns + "AND scene = ?4 AND status = ?5" + Page;

    public static void Upsert(SqliteDatabase database, RoomListing room)
    {
        var view = JsonSerializer.SerializeToUtf8Bytes(room.View, GrainsJson.Default.RoomView);
        var listed = room.Status == RoomStatus.Closed ? 0 : 1;
        var updated = database
            .Statement("UPDATE rooms SET scene = ?, status = ?, listed = ?, closed_at = ?, view = ? WHERE app = ? AND room = ?")
            .Bind(0, (long)room.Scene).Bind(1, (long)room.Status).Bind(2, listed).Bind(3, room.ClosedAt?.ToUnixTimeMilliseconds()).Bind(4, view)
            .Bind(5, room.App).Bind(6, room.Room)
            .Run();
        if (updated == 1) return;
        // Not an upsert: AUTOINCREMENT would spend a number at every update.
        database
            .Statement("INSERT INTO rooms(scene, status, listed, closed_at, view, app, room) VALUES(?, ?, ?, ?, ?, ?, ?)")
            .Bind(0, (long)room.Scene).Bind(1, (long)room.Status).Bind(2, listed).Bind(3, room.ClosedAt?.ToUnixTimeMilliseconds()).Bind(4, view)
            .Bind(5, room.App).Bind(6, room.Room)
            .Run();
    }

    /// <summary>Rooms of the app that are not closed, as triggers count them.</summary>
    public static long CountOpen(SqliteDatabase database, string app) =>
        database.Statement("SELECT open FROM app_rooms WHERE app = ?").Bind(0, app).RunScalar() ?? 0;

    public static IReadOnlyList<NumberedRoom> ReadPage(SqliteDatabase database, string app, RoomScene? scene, RoomStatus? status, long below, int limit)
    {
        var select = (scene, status) switch
        {
            (null, null) => database.Statement(Listed),
            (not null, null) => database.Statement(ListedByScene).Bind(3, (long)scene),
            (null, not null) => database.Statement(ByStatus).Bind(3, (long)status),
            _ => database.Statement(BySceneAndStatus).Bind(3, (long)scene).Bind(4, (long)status),
        };
        select.Bind(0, app).Bind(1, below).Bind(2, limit);
        var rooms = new List<NumberedRoom>(limit);
        while (select.Read()) rooms.Add(new NumberedRoom(select.Long(0), ReadView(select.Bytes(1))));
        return rooms;
    }

    private static RoomView ReadView(byte[] json) =>
        JsonSerializer.Deserialize(json, GrainsJson.Default.RoomView) ?? throw new JsonException("a room's row holds null");
}
