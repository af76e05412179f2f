namespace Rooms.Grains.Rooms;

/// <summary>Times in the data of events: ISO 8601 UTC with milliseconds (rooms-v1 section 1).</summary>
internal static class EventTimes
{
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ");
}
