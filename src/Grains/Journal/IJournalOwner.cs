namespace Rooms.Grains.Journal;

/// <summary>The grain whose commands <see cref="JournalTurns{TEntry,TState,TChange}"/> runs.</summary>
internal interface IJournalOwner<TEntry, TState, TChange>
    where TEntry : JournalFact
    where TState : class, IJournalState<TState, TEntry>
    where TChange : JournalChange<TEntry, TState>
{
    JournalCommits<TEntry, TState, TChange> Commits { get; }

    /// <summary>A change of what is pending.</summary>
    TChange NewChange();

    /// <summary>These are on disk.</summary>
    void Publish(IReadOnlyList<TEntry> entries);

    /// <summary>A command wrote nothing.</summary>
    void Unchanged();

    /// <summary>Once: what is in memory is no longer what is stored. Who waits must be let go.</summary>
    void Failed(JournalException fault);

    /// <summary>The activation must end; the next one reads what is true.</summary>
    void End();
}
