using Rooms.Grains.Journal;

namespace Rooms.Grains.Rooms;

internal static class RoomFormat
{
    /// <summary>Raise the version when an older program would misread what this one writes.</summary>
    public static readonly JournalFormat<RoomEntry, RoomState> Current = new(1, RoomJson.Default.RoomEntry, RoomJson.Default.RoomState);
}
