namespace Rooms.Silo.Sqlite;

/// <summary>Raises the epoch of a grain's journal: every older opening is fenced once this is committed.</summary>
internal sealed class FenceUnit(string grain) : CommitUnit
{
    /// <summary>Null: the journal was purged meanwhile.</summary>
    public (long Journal, long Epoch, long Position)? Head { get; private set; }

    public override void Write(SqliteDatabase database)
    {
        var update = database
            .Statement("UPDATE journal_heads SET epoch = epoch + 1 WHERE grain = ? RETURNING journal, epoch, position")
            .Bind(0, grain);
        // RETURNING answers a row only after the whole change was made; Run to the end to finish the statement.
        while (update.Read()) Head = (update.Long(0), update.Long(1), update.Long(2));
    }
}
