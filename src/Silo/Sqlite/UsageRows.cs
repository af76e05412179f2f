using System.Collections.Immutable;
using System.Text.Json;
using Rooms.Contracts.Apps;
using Rooms.Grains;
using Rooms.Grains.Apps;

namespace Rooms.Silo.Sqlite;

/// <summary>Usage amounts, and the counters that they come from.</summary>
internal static class UsageRows
{
    public static void Add(SqliteDatabase database, string app, UsageAmount amount) => Write(
        database, "INSERT INTO usage(app, day, room, kind, amount) VALUES(?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET amount = amount + excluded.amount", app, amount);

    public static void Raise(SqliteDatabase database, string app, UsageAmount amount) => Write(
        database, "INSERT INTO usage(app, day, room, kind, amount) VALUES(?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET amount = max(amount, excluded.amount)", app, amount);

    public static void See(SqliteDatabase database, string app, SeenCounters seen) =>
        database
            .Statement("INSERT OR REPLACE INTO usage_seen(app, epoch, at, counters) VALUES(?, ?, ?, ?)")
            .Bind(0, app).Bind(1, seen.Epoch).Bind(2, seen.At.ToUnixTimeMilliseconds())
            .Bind(3, JsonSerializer.SerializeToUtf8Bytes(seen.Counters, GrainsJson.Default.ImmutableSortedDictionaryStringInt64))
            .Run();

    public static void Forget(SqliteDatabase database, string app, DateTimeOffset seenBefore, int firstDay)
    {
        database.Statement("DELETE FROM usage_seen WHERE app = ? AND at < ?").Bind(0, app).Bind(1, seenBefore.ToUnixTimeMilliseconds()).Run();
        database.Statement("DELETE FROM usage WHERE app = ? AND day < ?").Bind(0, app).Bind(1, firstDay).Run();
    }

    public static IReadOnlyList<UsageAmount> Read(SqliteDatabase database, string app, UsageQuery query)
    {
        var amounts = new List<UsageAmount>();
        if (query.Room is { } room) ReadRoom(database, app, room, query, amounts);
        else ReadAll(database, app, query, amounts);
        return amounts;
    }

    private static void ReadAll(SqliteDatabase database, string app, UsageQuery query, List<UsageAmount> amounts)
    {
        // No room's name is empty: this is before all of the first day.
        var after = query.After is { } position && position.Day >= query.FromDay ? position : new UsagePosition(query.FromDay, "");
        Take(
            database
                .Statement("SELECT day, room, kind, amount FROM usage WHERE app = ? AND day <= ? AND (day, room) > (?, ?) ORDER BY day, room, kind LIMIT ?")
                .Bind(0, app).Bind(1, query.ToDay).Bind(2, after.Day).Bind(3, after.Room).Bind(4, query.Limit),
            amounts);
    }

    // Day by day, each found by the key: one statement would read every room of the span.
    private static void ReadRoom(SqliteDatabase database, string app, string room, UsageQuery query, List<UsageAmount> amounts)
    {
        var from = query.FromDay;
        if (query.After is { } after) from = Math.Max(from, string.CompareOrdinal(room, after.Room) > 0 ? after.Day : after.Day + 1);
        for (var day = from; day <= query.ToDay && amounts.Count < query.Limit; day++)
            Take(
                database
                    .Statement("SELECT day, room, kind, amount FROM usage WHERE app = ? AND day = ? AND room = ? ORDER BY kind LIMIT ?")
                    .Bind(0, app).Bind(1, day).Bind(2, room).Bind(3, query.Limit - amounts.Count),
                amounts);
    }

    private static void Take(SqliteStatement select, List<UsageAmount> amounts)
    {
        while (select.Read()) amounts.Add(new UsageAmount((int)select.Long(0), select.Text(1), select.Text(2), select.Long(3)));
    }

    // UsageKinds.BytesIn and BytesOut begin so.
    public static long ReadBytes(SqliteDatabase database, string app, int day) =>
        database
            .Statement("SELECT coalesce(sum(amount), 0) FROM usage WHERE app = ? AND day = ? AND (kind GLOB 'in:*' OR kind GLOB 'out:*')")
            .Bind(0, app).Bind(1, day)
            .RunScalar() ?? 0;

    public static IReadOnlyList<SeenCounters> ReadSeen(SqliteDatabase database, string app)
    {
        var select = database.Statement("SELECT epoch, at, counters FROM usage_seen WHERE app = ?").Bind(0, app);
        var seen = new List<SeenCounters>();
        while (select.Read()) seen.Add(new SeenCounters(select.Text(0), DateTimeOffset.FromUnixTimeMilliseconds(select.Long(1)), ReadCounters(select.Bytes(2))));
        return seen;
    }

    /// <summary>In the transaction that stores the messages: exact, whatever is killed.</summary>
    public static void Count(SqliteDatabase database, MessageCount messages) =>
        Add(database, messages.App, new UsageAmount(messages.Day, messages.Room, UsageKinds.Messages, messages.Count));

    private static void Write(SqliteDatabase database, string sql, string app, UsageAmount amount) =>
        database.Statement(sql).Bind(0, app).Bind(1, amount.Day).Bind(2, amount.Room).Bind(3, amount.Kind).Bind(4, amount.Amount).Run();

    private static ImmutableSortedDictionary<string, long> ReadCounters(byte[] json) =>
        JsonSerializer.Deserialize(json, GrainsJson.Default.ImmutableSortedDictionaryStringInt64) ?? throw new JsonException("a usage row holds null");
}
