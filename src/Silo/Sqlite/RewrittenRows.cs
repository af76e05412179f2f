using Rooms.Grains.Journal;

namespace Rooms.Silo.Sqlite;

/// <summary>Numbered entries that hold something else from now on, at their old place: a text that must go leaves its number behind.</summary>
internal static class RewrittenRows
{
    public static void Write(SqliteDatabase database, long journal, uint seed, IReadOnlyList<JournalRow> rows)
    {
        var difference = 0L;
        foreach (var row in rows)
            if (Find(database, journal, row) is { } stored) difference += Replace(database, journal, row with { Position = stored.Position }, seed) - stored.Sum;
        database.Statement("UPDATE journal_heads SET sum = sum + ? WHERE journal = ?").Bind(0, difference).Bind(1, journal).Run();
    }

    private static (long Position, long Sum)? Find(SqliteDatabase database, long journal, JournalRow row)
    {
        var select = database.Statement("SELECT position, sum FROM journal_entries WHERE journal = ? AND number = ?").Bind(0, journal).Bind(1, row.Number);
        (long, long)? found = null;
        while (select.Read()) found = (select.Long(0), select.Long(1));
        return found;
    }

    private static long Replace(SqliteDatabase database, long journal, JournalRow row, uint seed)
    {
        var sum = JournalSum.Of(seed, row.Position, row.Number, row.Version, row.Payload);
        database
            .Statement("UPDATE journal_entries SET version = ?, payload = ?, sum = ? WHERE journal = ? AND position = ?")
            .Bind(0, row.Version).Bind(1, row.Payload).Bind(2, sum).Bind(3, journal).Bind(4, row.Position)
            .Run();
        return sum;
    }
}
