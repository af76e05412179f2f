namespace Rooms.Grains.Journal;

/// <summary>One grain's append-only log. Not thread safe: it belongs to the grain's turns.</summary>
public interface IJournal<TEntry>
{
    /// <summary>The position of the last entry that was appended, committed or in flight.</summary>
    long Position { get; }

    /// <summary>
    /// Appends entries, and what <paramref name="with"/> adds, as one unit. Queued before it returns; done once it is on disk. Several may be in
    /// flight: they commit in order, and after one that fails all later ones fail too.
    /// </summary>
    Task AppendAsync(IReadOnlyList<TEntry> entries, JournalAttachments with);

    /// <summary>Numbered entries after a number, oldest first.</summary>
    Task<IReadOnlyList<TEntry>> ReadAsync(long afterNumber, int limit, CancellationToken cancellation);
}
