namespace Rooms.MediaRelay.Frames.Health;

/// <summary>One thing that viewers notice: a code of <see cref="HealthCodes"/> and a sentence. Bad: they see nothing, or soon will.</summary>
internal sealed record HealthFinding(string Code, string Reason, bool IsBad);
