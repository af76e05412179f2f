namespace Rooms.Grains.Directory;

/// <summary>Claims a stream id for a room; ids are unique over all apps.</summary>
public sealed record StreamPlacing(string StreamId, string App, string Room);
