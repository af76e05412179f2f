namespace Rooms.MediaRelay.Frames;

/// <summary><paramref name="Counters"/>: by Contracts.Apps.UsageKinds, since the start of the epoch.</summary>
internal sealed record AccountReading(bool IsPublishing, AudienceReading Audience, Dictionary<string, long> Counters, bool IsFinal);
