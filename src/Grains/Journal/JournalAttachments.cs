using Rooms.Grains.Apps;
using Rooms.Grains.Directory;

namespace Rooms.Grains.Journal;

/// <summary>Rows of the read model that belong to an append's transaction.</summary>
public readonly record struct JournalAttachments(RoomListing? Listing = null, StreamPlacing? Placing = null, MessageCount? Messages = null);
