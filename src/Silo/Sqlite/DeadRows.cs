using Rooms.Contracts.Webhooks;

namespace Rooms.Silo.Sqlite;

/// <summary>Events of the outbox that were given up.</summary>
internal static class DeadRows
{
    public static IReadOnlyList<DeadEvent> Read(SqliteDatabase database, string app, long before, int limit)
    {
        var select = database
            .Statement("SELECT id, event, type, at, died_at, attempts, error, body FROM outbox WHERE app = ? AND died_at IS NOT NULL AND id < ? ORDER BY id DESC LIMIT ?")
            .Bind(0, app).Bind(1, before).Bind(2, limit);
        var events = new List<DeadEvent>();
        while (select.Read())
            events.Add(new DeadEvent(
                select.Long(0), select.Text(1), select.Text(2), Time(select.Long(3)), Time(select.Long(4)), (int)select.Long(5), select.Text(6), select.Bytes(7)));
        return events;
    }

    /// <summary>Back to those that wait; null: all.</summary>
    public static int Replay(SqliteDatabase database, string app, long? id, long now)
    {
        database
            .Statement("INSERT INTO outbox_lanes(app, lane, due_at) SELECT DISTINCT app, lane, ?2 FROM outbox WHERE app = ?1 AND died_at IS NOT NULL AND id = coalesce(?3, id) ON CONFLICT DO NOTHING")
            .Bind(0, app).Bind(1, now).Bind(2, id)
            .Run();
        return database
            .Statement("UPDATE outbox SET died_at = NULL, attempts = 0, error = NULL WHERE app = ?1 AND died_at IS NOT NULL AND id = coalesce(?2, id)")
            .Bind(0, app).Bind(1, id)
            .Run();
    }

    /// <summary>Null: all.</summary>
    public static int Delete(SqliteDatabase database, string app, long? id) =>
        database
            .Statement("DELETE FROM outbox WHERE app = ?1 AND died_at IS NOT NULL AND id = coalesce(?2, id)")
            .Bind(0, app).Bind(1, id)
            .Run();

    public static int DeleteOlder(SqliteDatabase database, long diedBefore, int limit) =>
        database
            .Statement("DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE died_at < ? ORDER BY died_at LIMIT ?)")
            .Bind(0, diedBefore).Bind(1, limit)
            .Run();

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
