using Rooms.Contracts.Webhooks;
using Rooms.Grains.Webhooks;

namespace Rooms.Silo.Sqlite;

/// <summary>
/// Events that wait for webhooks, those that were given up, and their lanes. A lane's row says when it may be posted again, or until when it is leased; it is
/// there as long as the lane has events that wait. Triggers count.
/// </summary>
internal static class OutboxRows
{
    // A lane with much to say must not keep the others waiting, nor fill the memory.
    private const int MaxEventsTaken = 16;
    private const int MaxBytesTaken = 256 * 1024;

    private const string TooMany = "given up unposted: too many events of this app waited (Outbox:MaxPending)";

    /// <summary>Answers how many older ones had to be given up.</summary>
    public static int Insert(SqliteDatabase database, OutboxEntry entry, OutboxOptions limits)
    {
        var at = entry.At.ToUnixTimeMilliseconds();
        database
            .Statement("INSERT INTO outbox(app, lane, event, type, at, body) VALUES(?, ?, ?, ?, ?, ?)")
            .Bind(0, entry.App).Bind(1, entry.Lane).Bind(2, entry.EventId).Bind(3, entry.Type).Bind(4, at).Bind(5, entry.Body)
            .Run();
        database
            .Statement("INSERT INTO outbox_lanes(app, lane, due_at) VALUES(?, ?, ?) ON CONFLICT DO NOTHING")
            .Bind(0, entry.App).Bind(1, entry.Lane).Bind(2, at)
            .Run();
        var dropped = 0;
        for (; Count(database, entry.App).Pending > limits.MaxPending; dropped++) DropOldest(database, entry.App, at, limits);
        return dropped;
    }

    /// <summary>Null: no lane waits for anything.</summary>
    public static long? FirstDue(SqliteDatabase database, string app) =>
        database.Statement("SELECT due_at FROM outbox_lanes WHERE app = ? ORDER BY due_at LIMIT 1").Bind(0, app).RunScalar();

    public static IReadOnlyList<string> DueLanes(SqliteDatabase database, string app, long now, int limit)
    {
        var select = database
            .Statement("SELECT lane FROM outbox_lanes WHERE app = ? AND due_at <= ? ORDER BY due_at LIMIT ?")
            .Bind(0, app).Bind(1, now).Bind(2, limit);
        var lanes = new List<string>();
        while (select.Read()) lanes.Add(select.Text(0));
        return lanes;
    }

    public static IReadOnlyList<OutboxEvent> Waiting(SqliteDatabase database, string app, string lane)
    {
        var select = database
            .Statement("SELECT id, event, type, body, attempts FROM outbox WHERE app = ? AND lane = ? AND died_at IS NULL ORDER BY id LIMIT ?")
            .Bind(0, app).Bind(1, lane).Bind(2, MaxEventsTaken);
        var events = new List<OutboxEvent>();
        for (var bytes = 0; select.Read();)
        {
            var body = select.Bytes(3);
            bytes += body.Length;
            if (events.Count > 0 && bytes > MaxBytesTaken)
            {
                select.Reset();
                break;
            }
            events.Add(new OutboxEvent(select.Long(0), select.Text(1), select.Text(2), body, (int)select.Long(4)));
        }
        return events;
    }

    public static void Lease(SqliteDatabase database, string app, string lane, long lease, long until) =>
        database
            .Statement("UPDATE outbox_lanes SET lease = ?, due_at = ? WHERE app = ? AND lane = ?")
            .Bind(0, lease).Bind(1, until).Bind(2, app).Bind(3, lane)
            .Run();

    /// <summary>False: it is no longer leased so.</summary>
    public static bool Release(SqliteDatabase database, string app, string lane, long lease, long due) =>
        database
            .Statement("UPDATE outbox_lanes SET lease = 0, due_at = ? WHERE app = ? AND lane = ? AND lease = ?")
            .Bind(0, due).Bind(1, app).Bind(2, lane).Bind(3, lease)
            .Run() == 1;

    /// <summary>Of a process that is no more: only one has the database.</summary>
    public static void EndLeases(SqliteDatabase database) => database.Run("UPDATE outbox_lanes SET lease = 0, due_at = 0 WHERE lease <> 0");

    public static void DeleteIfEmpty(SqliteDatabase database, string app, string lane) =>
        database
            .Statement("DELETE FROM outbox_lanes WHERE app = ?1 AND lane = ?2 AND NOT EXISTS (SELECT 1 FROM outbox WHERE app = ?1 AND lane = ?2 AND died_at IS NULL)")
            .Bind(0, app).Bind(1, lane)
            .Run();

    public static void Told(SqliteDatabase database, string app, string lane, long id) =>
        database.Statement("DELETE FROM outbox WHERE id = ? AND app = ? AND lane = ?").Bind(0, id).Bind(1, app).Bind(2, lane).Run();

    public static void Failed(SqliteDatabase database, string app, string lane, OutboxFailure failure, long now, OutboxOptions limits)
    {
        long? diedAt = failure.RetryAfter is null ? now : null;
        database
            .Statement("UPDATE outbox SET attempts = attempts + 1, error = ?, died_at = ? WHERE id = ? AND app = ? AND lane = ? AND died_at IS NULL")
            .Bind(0, failure.Error).Bind(1, diedAt).Bind(2, failure.Id).Bind(3, app).Bind(4, lane)
            .Run();
        if (diedAt is not null) ForgetOldest(database, app, limits);
    }

    public static (long Pending, long Dead, long Dropped) Count(SqliteDatabase database, string app)
    {
        var select = database.Statement("SELECT pending, dead, dropped FROM outbox_counts WHERE app = ?").Bind(0, app);
        (long, long, long) counts = default;
        while (select.Read()) counts = (select.Long(0), select.Long(1), select.Long(2));
        return counts;
    }

    /// <summary>Null: nothing that waits has failed, and nothing was given up.</summary>
    public static string? LastError(SqliteDatabase database, string app) =>
        // What fails holds up its lane, and so is among the oldest: no look at a million others.
        FirstText(database, "SELECT error FROM (SELECT error FROM outbox WHERE app = ? AND died_at IS NULL ORDER BY id LIMIT 1000) WHERE error IS NOT NULL LIMIT 1", app)
        ?? FirstText(database, "SELECT error FROM outbox WHERE app = ? AND died_at IS NOT NULL ORDER BY id DESC LIMIT 1", app);

    private static string? FirstText(SqliteDatabase database, string query, string app)
    {
        string? first = null;
        var select = database.Statement(query).Bind(0, app);
        while (select.Read()) first = select.Text(0);
        return first;
    }

    private static void DropOldest(SqliteDatabase database, string app, long now, OutboxOptions limits)
    {
        database
            .Statement("UPDATE outbox SET died_at = ?, error = ? WHERE id = (SELECT id FROM outbox WHERE app = ? AND died_at IS NULL ORDER BY id LIMIT 1)")
            .Bind(0, now).Bind(1, TooMany).Bind(2, app)
            .Run();
        database.Statement("UPDATE outbox_counts SET dropped = dropped + 1 WHERE app = ?").Bind(0, app).Run();
        ForgetOldest(database, app, limits);
    }

    private static void ForgetOldest(SqliteDatabase database, string app, OutboxOptions limits)
    {
        if (Count(database, app).Dead <= limits.MaxDead) return;
        database
            .Statement("DELETE FROM outbox WHERE id = (SELECT id FROM outbox WHERE app = ? AND died_at IS NOT NULL ORDER BY id LIMIT 1)")
            .Bind(0, app)
            .Run();
    }
}
