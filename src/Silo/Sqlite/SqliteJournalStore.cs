using Rooms.Grains.Journal;

namespace Rooms.Silo.Sqlite;

/// <summary>Journals in SQLite: reads on the readers, every write through the committer.</summary>
internal sealed class SqliteJournalStore(SqliteStorage storage, SqliteRoomListings listings, SqliteOutboxStore outbox) : IJournalStore
{
    public async Task<JournalImage?> OpenAsync(string grain, CancellationToken cancellation)
    {
        var isKnown = await storage.Readers.ReadAsync(database => FindJournal(database, grain) is not null, cancellation);
        if (!isKnown) return null;
        var fence = new FenceUnit(grain);
        await storage.Committer.CommitAsync(fence);
        if (fence.Head is not { } head) return null;
        // From here on nobody else can append, unless a newer opening has fenced this one; then its first append tells it.
        var (snapshot, tail) = await storage.Readers.ReadAsync(database => Load(database, head.Journal, head.Position), cancellation);
        if (snapshot?.Position > head.Position) throw new JournalConflictException($"{grain}: opened by another while it was read");
        return new JournalImage(head.Epoch, head.Position, snapshot, tail);
    }

    public Task AppendAsync(JournalUnit unit) => storage.Committer.CommitAsync(new AppendUnit(unit, listings, outbox));

    public Task<IReadOnlyList<JournalRow>> ReadAsync(string grain, long afterNumber, int limit, CancellationToken cancellation) =>
        storage.Readers.ReadAsync<IReadOnlyList<JournalRow>>(database => ReadNumbered(database, grain, afterNumber, limit), cancellation);

    public Task<IReadOnlyList<JournalRow>> ReadBackAsync(string grain, long beforeNumber, int limit, CancellationToken cancellation) =>
        storage.Readers.ReadAsync<IReadOnlyList<JournalRow>>(database => ReadNumberedBack(database, grain, beforeNumber, limit), cancellation);

    private static (JournalSnapshot? Snapshot, IReadOnlyList<JournalRow> Tail) Load(SqliteDatabase database, long journal, long position)
    {
        // One read transaction: snapshot and tail must be of the same moment.
        database.Run("BEGIN");
        try
        {
            var snapshot = SnapshotRows.Read(database, journal);
            var select = database
                .Statement("SELECT position, number, version, payload FROM journal_entries WHERE journal = ? AND position > ? AND position <= ? ORDER BY position")
                .Bind(0, journal).Bind(1, snapshot?.Position ?? 0).Bind(2, position);
            return (snapshot, ReadRows(select));
        }
        finally
        {
            database.Run("COMMIT");
        }
    }

    private static List<JournalRow> ReadNumbered(SqliteDatabase database, string grain, long after, int limit)
    {
        if (FindJournal(database, grain) is not { } journal) return [];
        var select = database
            .Statement("SELECT position, number, version, payload FROM journal_entries WHERE journal = ? AND number > ? ORDER BY number LIMIT ?")
            .Bind(0, journal).Bind(1, after).Bind(2, limit);
        return ReadRows(select);
    }

    private static List<JournalRow> ReadNumberedBack(SqliteDatabase database, string grain, long before, int limit)
    {
        if (FindJournal(database, grain) is not { } journal) return [];
        var select = database
            .Statement("SELECT position, number, version, payload FROM journal_entries WHERE journal = ? AND number < ? ORDER BY number DESC LIMIT ?")
            .Bind(0, journal).Bind(1, before).Bind(2, limit);
        return ReadRows(select);
    }

    private static long? FindJournal(SqliteDatabase database, string grain) =>
        database.Statement("SELECT journal FROM journal_heads WHERE grain = ?").Bind(0, grain).RunScalar();

    private static List<JournalRow> ReadRows(SqliteStatement select)
    {
        var rows = new List<JournalRow>();
        while (select.Read()) rows.Add(new JournalRow(select.Long(0), select.NullableLong(1), (int)select.Long(2), select.Bytes(3)));
        return rows;
    }
}
