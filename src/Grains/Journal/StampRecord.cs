namespace Rooms.Grains.Journal;

/// <summary>A stamped command that took effect: under the same key the same body gets <paramref name="Answer"/> (JSON) again.</summary>
internal sealed record StampRecord(string Key, string BodyHash, string Answer, DateTimeOffset At) : IKeyed;
