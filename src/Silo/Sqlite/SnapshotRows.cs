using Rooms.Grains.Journal;

namespace Rooms.Silo.Sqlite;

/// <summary>The newest snapshot of each journal. Writing one deletes the entries that nobody reads any more.</summary>
internal static class SnapshotRows
{
    public static void Write(SqliteDatabase database, long journal, uint seed, JournalSnapshot snapshot)
    {
        var before = database.Statement("SELECT position FROM journal_snapshots WHERE journal = ?").Bind(0, journal).RunScalar() ?? 0;
        database
            .Statement("INSERT OR REPLACE INTO journal_snapshots(journal, position, version, payload, sum) VALUES(?, ?, ?, ?, ?)")
            .Bind(0, journal).Bind(1, snapshot.Position).Bind(2, snapshot.Version).Bind(3, snapshot.Payload)
            .Bind(4, JournalSum.Of(seed, snapshot.Position, null, snapshot.Version, snapshot.Payload))
            .Run();
        var deleted = database
            .Statement("DELETE FROM journal_entries WHERE journal = ? AND position > ? AND position <= ? AND number IS NULL RETURNING sum")
            .Bind(0, journal).Bind(1, before).Bind(2, snapshot.Position)
            .Total();
        deleted += database
            .Statement("DELETE FROM journal_entries WHERE journal = ? AND number < ? RETURNING sum")
            .Bind(0, journal).Bind(1, snapshot.KeepFrom)
            .Total();
        if (deleted != 0) database.Statement("UPDATE journal_heads SET sum = sum - ? WHERE journal = ?").Bind(0, deleted).Bind(1, journal).Run();
    }

    public static JournalSnapshot? Read(SqliteDatabase database, long journal)
    {
        var select = database.Statement("SELECT position, version, payload FROM journal_snapshots WHERE journal = ?").Bind(0, journal);
        JournalSnapshot? found = null;
        while (select.Read()) found = new JournalSnapshot(select.Long(0), (int)select.Long(1), select.Bytes(2), 0);
        return found;
    }
}
