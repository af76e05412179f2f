namespace Rooms.Grains.Journal;

public interface IJournalEntry
{
    /// <summary>See <see cref="JournalRow.Number"/>.</summary>
    long? Number { get; }
}
