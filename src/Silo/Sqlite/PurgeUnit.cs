using Rooms.Grains.Rooms;

namespace Rooms.Silo.Sqlite;

/// <summary>
/// Deletes rooms that closed before a time, with their journals and streams, a bounded number of rows at a time: a room's thousands of events go in
/// several units, and other writers between them.
/// </summary>
internal sealed class PurgeUnit(DateTimeOffset closedBefore) : CommitUnit
{
    private const int MaxRooms = 100;
    private const int MaxEntries = 1_000;

    public override int Rows => MaxEntries;

    /// <summary>There is more to delete.</summary>
    public bool HasMore { get; private set; }

    public int RoomsDeleted { get; private set; }

    public override void Write(SqliteDatabase database)
    {
        var left = MaxEntries;
        foreach (var (number, app, room) in FindClosed(database))
        {
            if (left > 0 && FindJournal(database, app, room) is { } journal) left -= DeleteEntries(database, journal, left);
            HasMore = left <= 0;
            if (HasMore) return;
            DeleteRoom(database, number, app, room);
            RoomsDeleted++;
        }
        HasMore = RoomsDeleted == MaxRooms;
    }

    private List<(long Number, string App, string Room)> FindClosed(SqliteDatabase database)
    {
        var select = database
            .Statement("SELECT number, app, room FROM rooms WHERE closed_at < ? ORDER BY closed_at LIMIT ?")
            .Bind(0, closedBefore.ToUnixTimeMilliseconds()).Bind(1, MaxRooms);
        var found = new List<(long, string, string)>();
        while (select.Read()) found.Add((select.Long(0), select.Text(1), select.Text(2)));
        return found;
    }

    private static long? FindJournal(SqliteDatabase database, string app, string room) =>
        database.Statement("SELECT journal FROM journal_heads WHERE grain = ?").Bind(0, RoomRetention.JournalOf(app, room)).RunScalar();

    private static int DeleteEntries(SqliteDatabase database, long journal, int max)
    {
        var sums = database
            .Statement("DELETE FROM journal_entries WHERE journal = ?1 AND position IN (SELECT position FROM journal_entries WHERE journal = ?1 LIMIT ?2) RETURNING sum")
            .Bind(0, journal).Bind(1, max)
            .Total();
        var deleted = database.Changes;
        if (deleted == max)
        {
            // Half gone until the next unit: the journal's check must not take it for damage.
            database.Statement("UPDATE journal_heads SET sum = sum - ?, is_purging = 1 WHERE journal = ?").Bind(0, sums).Bind(1, journal).Run();
        }
        else
        {
            database.Statement("DELETE FROM journal_snapshots WHERE journal = ?").Bind(0, journal).Run();
            // The head last: without it the room does not exist, and its next life has a new journal.
            database.Statement("DELETE FROM journal_heads WHERE journal = ?").Bind(0, journal).Run();
        }
        return deleted;
    }

    private static void DeleteRoom(SqliteDatabase database, long number, string app, string room)
    {
        database.Statement("DELETE FROM streams WHERE app = ? AND room = ?").Bind(0, app).Bind(1, room).Run();
        database.Statement("DELETE FROM rooms WHERE number = ?").Bind(0, number).Run();
    }
}
