using Rooms.Grains.Journal;

namespace Rooms.Grains.Rooms;

internal static class RoomFormat
{
    /// <summary>Raise the version when an older program would misread what this one writes. 2: entries of a stream's health. 3: settings,
    /// moderation, cards, recalls.</summary>
    public static readonly JournalFormat<RoomEntry, RoomState> Current = new(3, RoomJson.Default.RoomEntry, RoomJson.Default.RoomState);
}
