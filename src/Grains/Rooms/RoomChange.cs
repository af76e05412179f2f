using Rooms.Grains.Journal;

namespace Rooms.Grains.Rooms;

/// <summary>What one command to a room would write.</summary>
internal sealed class RoomChange(RoomState before, DateTimeOffset now) : JournalChange<RoomEntry, RoomState>(before, now)
{
    /// <summary>How many rooms the app may have with this one; 0: no limit.</summary>
    public int MaxRooms { get; set; }
}
