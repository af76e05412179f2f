using Rooms.Grains.Directory;
using Rooms.Grains.Journal;

namespace Rooms.Silo.Sqlite;

/// <summary>One append: the header's compare-and-set first, then entries (new and rewritten), snapshot and rows of the read model.</summary>
internal sealed class AppendUnit : CommitUnit
{
    private readonly JournalUnit unit;
    private readonly SqliteRoomListings listings;
    private readonly SqliteOutboxStore outbox;
    private readonly uint seed;
    private readonly long[] sums;
    private int dropped;

    // Checksums are made here, on the caller's thread: there is only one committer.
    public AppendUnit(JournalUnit unit, SqliteRoomListings listings, SqliteOutboxStore outbox)
    {
        (this.unit, this.listings, this.outbox) = (unit, listings, outbox);
        seed = JournalSum.Seed(unit.Grain);
        sums = [.. unit.Rows.Select(row => JournalSum.Of(seed, row.Position, row.Number, row.Version, row.Payload))];
    }

    // Header, and about two index rows an entry or listing.
    public override int Rows =>
        1 + unit.Rows.Count + (unit.Listing is null ? 0 : 1) + (unit.Snapshot is null ? 0 : 1) + (unit.Placing is null ? 0 : 1) + (unit.Messages is null ? 0 : 1)
        + (2 * unit.Outbox.Count) + unit.Rewritten.Count;

    public override void Write(SqliteDatabase database)
    {
        if (Claim(database) is not { } journal)
        {
            Fail(new JournalConflictException($"{unit.Grain}: another opening has written since epoch {unit.Epoch}, position {unit.After}"));
            return;
        }
        for (var i = 0; i < sums.Length; i++) Insert(database, journal, unit.Rows[i], sums[i]);
        if (unit.Rewritten.Count > 0) RewrittenRows.Write(database, journal, seed, unit.Rewritten);
        if (unit.Snapshot is not null) SnapshotRows.Write(database, journal, seed, unit.Snapshot);
        if (unit.Listing is not null) List(database, unit.Listing);
        if (unit.Placing is not null) StreamRows.Insert(database, unit.Placing);
        if (unit.Messages is not null) UsageRows.Count(database, unit.Messages);
        foreach (var entry in unit.Outbox) dropped += OutboxRows.Insert(database, entry, outbox.Limits);
    }

    public override void Committed()
    {
        if (unit.Listing is not null) listings.Changed();
        if (unit.Outbox.Count > 0) outbox.Written(unit.Outbox, dropped);
    }

    private void List(SqliteDatabase database, RoomListing listing)
    {
        RoomRows.Upsert(database, listing);
        // After the row, which is undone with the rest: the committer is the only writer, so the count is exact.
        if (listing.MaxRooms > 0 && RoomRows.CountOpen(database, listing.App) > listing.MaxRooms)
            Fail(new JournalQuotaException($"this app may have {listing.MaxRooms} rooms that are not closed"));
    }

    private long? Claim(SqliteDatabase database)
    {
        var end = unit.After + unit.Rows.Count;
        var claim = unit.IsFirst
            ? database
                .Statement("INSERT INTO journal_heads(grain, epoch, position, sum) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING journal")
                .Bind(0, unit.Grain).Bind(1, unit.Epoch).Bind(2, end).Bind(3, sums.Sum())
            : database
                .Statement("UPDATE journal_heads SET position = ?, sum = sum + ? WHERE grain = ? AND epoch = ? AND position = ? RETURNING journal")
                .Bind(0, end).Bind(1, sums.Sum()).Bind(2, unit.Grain).Bind(3, unit.Epoch).Bind(4, unit.After);
        return claim.RunScalar();
    }

    private static void Insert(SqliteDatabase database, long journal, JournalRow row, long sum) =>
        database
            .Statement("INSERT INTO journal_entries(journal, position, number, version, payload, sum) VALUES(?, ?, ?, ?, ?, ?)")
            .Bind(0, journal).Bind(1, row.Position).Bind(2, row.Number).Bind(3, row.Version).Bind(4, row.Payload).Bind(5, sum)
            .Run();
}
