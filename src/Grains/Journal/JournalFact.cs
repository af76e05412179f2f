using System.Text.Json.Serialization;

namespace Rooms.Grains.Journal;

/// <summary>
/// One fact of a grain's journal. Numbered ones are the events of the grain's feed, which clients see; the others change the state alone. Names are
/// short: they are stored a billion times.
/// </summary>
internal abstract record JournalFact : IJournalEntry
{
    [JsonPropertyName("n")]
    public long? Number { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The command's idempotency stamp, stored with its effect and its answer.</summary>
    public StampRecord? Stamp { get; init; }
}
