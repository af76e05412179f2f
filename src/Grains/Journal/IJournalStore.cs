namespace Rooms.Grains.Journal;

/// <summary>
/// Where journals are kept, as bytes: an append-only table with a header (epoch, position) and a snapshot a grain. SQLite in one process, a database
/// server in a cluster. All grains of a process share one committer, which gathers what waits into one transaction.
/// </summary>
public interface IJournalStore
{
    /// <summary>
    /// Snapshot and tail of a grain's journal under a new epoch: appends of older openings fail from here on. Null: nothing is stored,
    /// and nothing was written, so a stranger's unknown id costs one read.
    /// </summary>
    Task<JournalImage?> OpenAsync(string grain, CancellationToken cancellation);

    /// <summary>
    /// Queues one unit before it returns, so the order of calls is the order of commits; done once it is on disk. Throws
    /// <see cref="JournalConflictException"/> (nothing was written) or <see cref="JournalUnavailableException"/>.
    /// </summary>
    Task AppendAsync(JournalUnit unit);

    /// <summary>Numbered entries after a number, oldest first.</summary>
    Task<IReadOnlyList<JournalRow>> ReadAsync(string grain, long afterNumber, int limit, CancellationToken cancellation);

    /// <summary>Numbered entries before a number, newest first.</summary>
    Task<IReadOnlyList<JournalRow>> ReadBackAsync(string grain, long beforeNumber, int limit, CancellationToken cancellation);
}
