using Rooms.Grains.Apps;
using Rooms.Grains.Directory;
using Rooms.Grains.Webhooks;

namespace Rooms.Grains.Journal;

/// <summary>
/// Rows of the read model that belong to an append's transaction, and with <paramref name="Outbox"/> what the app is told by webhook: posted within a
/// moment of the commit, and only then.
/// </summary>
public readonly record struct JournalAttachments(
    RoomListing? Listing = null, StreamPlacing? Placing = null, MessageCount? Messages = null, IReadOnlyList<OutboxEntry>? Outbox = null);
