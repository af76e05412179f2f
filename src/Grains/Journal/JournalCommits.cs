namespace Rooms.Grains.Journal;

/// <summary>
/// A grain's state twice: <see cref="Pending"/> with all that is in flight, which commands are decided against, and <see cref="Committed"/>, which
/// answers are given from. Several appends may be in flight; they settle in their order. Belongs to the grain's turns.
/// </summary>
internal abstract class JournalCommits<TEntry, TState, TChange>
    where TEntry : JournalFact
    where TState : class, IJournalState<TState, TEntry>
    where TChange : JournalChange<TEntry, TState>
{
    // Reading this many entries takes an activation some milliseconds.
    private const int MinSnapshotTail = 500;

    // To an activation an entry costs about what one thing in a snapshot does, and to the disk twice that: so a state of 10,000 stamps is written once in
    // 5,000 entries, and read again with no more than those. After a kill all rooms are read at once, by those who come back.
    private const int StatePerTailEntry = 2;

    private readonly Journal<TEntry, TState> journal;
    private Task last = Task.CompletedTask;

    /// <summary><paramref name="begin"/>: the state that the snapshot, or null, stands for; <paramref name="told"/> hears of each entry after it.</summary>
    protected JournalCommits(Journal<TEntry, TState> journal, Func<TState?, TState> begin, Action<TEntry>? told = null)
    {
        this.journal = journal;
        Pending = Committed = journal.Replay((snapshot, entries) => begin(snapshot).ApplyAll(told is null ? entries : Tell(entries, told)));
    }

    public TState Pending { get; private set; }

    public TState Committed { get; private set; }

    /// <summary>Done when all that was begun before is on disk; throws when it is not.</summary>
    public Task Settled => last;

    /// <summary>Appends, and once it is on disk and everything before it has settled, makes it the truth and hands its events on.</summary>
    public Task CommitAsync(TChange change, Action<IReadOnlyList<TEntry>> committed)
    {
        var (state, snapshot) = WithSnapshot(change);
        // First: what cannot be put into bytes is not pending either, or its numbers would be missing for ever.
        var append = journal.AppendAsync(change.Entries, Attach(change), snapshot, state.KeptFrom, change.Rewritten);
        Pending = state;
        return last = SettleAsync(append, last, state, () => committed(change.Entries));
    }

    public async Task<IReadOnlyList<TEntry>> ReadAsync(long after, int limit, CancellationToken cancellation)
    {
        var entries = await journal.ReadAsync(after, limit, cancellation);
        // What is on disk may be a moment ahead of what has settled here.
        return [.. entries.TakeWhile(entry => entry.Number <= Committed.Seq)];
    }

    /// <summary>Committed entries before a number, newest first.</summary>
    public Task<IReadOnlyList<TEntry>> ReadBackAsync(long before, int limit, CancellationToken cancellation) =>
        journal.ReadBackAsync(Math.Min(before, Committed.Seq + 1), limit, cancellation);

    /// <summary>Rows of the read model that belong to the change's transaction.</summary>
    protected abstract JournalAttachments Attach(TChange change);

    private static IEnumerable<TEntry> Tell(IEnumerable<TEntry> entries, Action<TEntry> told)
    {
        foreach (var entry in entries)
        {
            told(entry);
            yield return entry;
        }
    }

    private async Task SettleAsync(Task append, Task before, TState state, Action committed)
    {
        await append;
        await before;
        Committed = state;
        committed();
    }

    private (TState State, TState? Snapshot) WithSnapshot(TChange change)
    {
        var state = change.State;
        if (!change.NeedsSnapshot && journal.TailLength < Math.Max(MinSnapshotTail, state.Size / StatePerTailEntry)) return (state, null);
        var kept = state.ForSnapshot();
        return (kept, kept);
    }
}
