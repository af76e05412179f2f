using System.Text.Json.Serialization.Metadata;

namespace Rooms.Grains.Journal;

/// <summary>What one command would write: entries, and the state after them. Nothing is true before its commit.</summary>
internal abstract class JournalChange<TEntry, TState>(TState before, DateTimeOffset now)
    where TEntry : JournalFact
    where TState : class, IJournalState<TState, TEntry>
{
    private readonly List<TEntry> entries = [];
    private readonly List<TEntry> rewritten = [];

    public DateTimeOffset Now => now;

    public TState State { get; private set; } = before;

    public IReadOnlyList<TEntry> Entries => entries;

    /// <summary>Entries that take the place of those of their numbers.</summary>
    public IReadOnlyList<TEntry> Rewritten => rewritten;

    /// <summary>The state after this is written whole, and unnumbered entries before it are deleted: what they held must go.</summary>
    public bool NeedsSnapshot { get; set; }

    /// <summary>Adds an event that clients see; answers its number.</summary>
    public long Tell(TEntry entry)
    {
        var number = State.Seq + 1;
        Add((TEntry)((JournalFact)entry with { Number = number, At = now }));
        return number;
    }

    /// <summary>Adds a fact that is no event of its own.</summary>
    public void Note(TEntry entry) => Add((TEntry)((JournalFact)entry with { At = now }));

    /// <summary>
    /// Replaces what a stored event holds, for texts that must go. Needs an entry beside it, which does to the state what the replaced text's absence
    /// would have done.
    /// </summary>
    public void Rewrite(TEntry entry) => rewritten.Add(entry);

    /// <summary>Ties the command's stamp and answer to its effect.</summary>
    public void Stamp(StampRecord stamp)
    {
        entries[^1] = (TEntry)((JournalFact)entries[^1] with { Stamp = stamp });
        State = State.Remember(stamp);
    }

    public void Stamp<T>(IdempotencyStamp stamp, T answer, JsonTypeInfo<T> form) => Stamp(StampRecord.Of(stamp, answer, form, now));

    private void Add(TEntry dated)
    {
        entries.Add(dated);
        State = State.Apply(dated);
    }
}
