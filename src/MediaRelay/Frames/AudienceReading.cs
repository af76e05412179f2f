namespace Rooms.MediaRelay.Frames;

/// <summary><paramref name="Milliseconds"/>: of all viewers together, since the start.</summary>
internal readonly record struct AudienceReading(int Viewers, int Peak, long Milliseconds);
