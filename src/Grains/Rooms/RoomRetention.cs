namespace Rooms.Grains.Rooms;

/// <summary>How long rooms outlive themselves.</summary>
public static class RoomRetention
{
    /// <summary>A closed room still answers this long (rooms-v1 section 2).</summary>
    public static readonly TimeSpan KeptClosed = TimeSpan.FromHours(24);

    /// <summary>Events kept for those who come back; who comes later is told events_gone.</summary>
    public const int EventsKept = 10_000;

    /// <summary>Events stored for the history of messages, counters and joins among them; some 10 MB of a room that talked all day.</summary>
    public const int HistoryKept = 50_000;

    /// <summary>The name of a room's journal.</summary>
    public static string JournalOf(string app, string room) => $"room/{app}/{room}";
}
