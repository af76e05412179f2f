namespace Rooms.Grains.Journal;

/// <summary>
/// A grain's state as its journal tells it. Immutable: the state that commands are decided against and the one that is committed share what is equal,
/// and a failed commit leaves nothing behind.
/// </summary>
internal interface IJournalState<TSelf, TEntry>
    where TSelf : class, IJournalState<TSelf, TEntry>
{
    /// <summary>False: no entry yet.</summary>
    bool Exists { get; }

    /// <summary>The number of the last event.</summary>
    long Seq { get; }

    /// <summary>The oldest event that a client may go on from.</summary>
    long Oldest { get; }

    /// <summary>The oldest event that is stored: for histories, which reach further back.</summary>
    long KeptFrom => Oldest;

    Recent<StampRecord> Stamps { get; }

    /// <summary>About how many things a snapshot holds.</summary>
    int Size { get; }

    TSelf Apply(TEntry entry);

    /// <summary>The same for all that an activation reads, where that can be had for less.</summary>
    TSelf ApplyAll(IEnumerable<TEntry> entries) => entries.Aggregate((TSelf)this, (state, entry) => state.Apply(entry));

    TSelf Remember(StampRecord stamp);

    /// <summary>As a snapshot holds it, which lets go of events that are too old.</summary>
    TSelf ForSnapshot();
}
