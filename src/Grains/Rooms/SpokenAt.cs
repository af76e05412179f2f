namespace Rooms.Grains.Rooms;

/// <summary>When a user wrote last.</summary>
internal sealed record SpokenAt(string User, DateTimeOffset At);
