using Rooms.Grains.Apps;
using Rooms.Grains.Directory;
using Rooms.Grains.Webhooks;

namespace Rooms.Grains.Journal;

/// <summary>
/// What is written together or not at all: entries, and with them a snapshot and rows of the read model. Written only while the header still
/// stands at (<paramref name="Epoch"/>, <paramref name="After"/>). <paramref name="IsFirst"/>: the grain has no header yet and the unit makes it.
/// </summary>
public sealed record JournalUnit(string Grain, long Epoch, long After, bool IsFirst, IReadOnlyList<JournalRow> Rows)
{
    public JournalSnapshot? Snapshot { get; init; }

    /// <summary>What numbered entries hold from now on; their positions do not matter. One that is no longer kept is left out.</summary>
    public IReadOnlyList<JournalRow> Rewritten { get; init; } = [];

    public RoomListing? Listing { get; init; }

    public StreamPlacing? Placing { get; init; }

    public MessageCount? Messages { get; init; }

    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];
}
