namespace Rooms.Wire.Hls;

/// <summary>
/// One entry of a media playlist. <paramref name="Map"/>: the URI of its initialization section. <paramref name="IsDiscontinuous"/>: encoding or
/// timeline differ from the segment before.
/// </summary>
public readonly record struct PlaylistSegment(string Uri, string Map, TimeSpan Duration, DateTimeOffset At, bool IsDiscontinuous);
