namespace Rooms.MediaRelay.Frames.Health;

/// <summary>A stream has become unhealthy, with the worst finding's code and reason, or has recovered.</summary>
internal sealed record HealthChange(bool IsHealthy, string Code, string Reason);
