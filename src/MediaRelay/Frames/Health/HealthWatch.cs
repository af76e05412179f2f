namespace Rooms.MediaRelay.Frames.Health;

/// <summary>
/// Tells of a change that lasts: one bad second is no event, and neither is one good second of a stream in trouble. Nothing is known of a publisher
/// that has just begun, so its first good seconds are told too. What was told is told again each minute, because a report may be lost where a disk is
/// full; the room ignores what it knows.
/// </summary>
internal sealed class HealthWatch
{
    public const int SecondsToUnhealthy = 3;
    public const int SecondsToHealthy = 5;
    public const int SecondsToRepeat = 60;

    private HealthChange? told;
    private int toldSeconds;
    private int badSeconds;
    private int goodSeconds;

    public void Restart() => (told, toldSeconds, badSeconds, goodSeconds) = (null, 0, 0, 0);

    /// <summary>Once a second. Null: nothing to tell.</summary>
    public HealthChange? Look(StreamHealth health)
    {
        if (health.IsGood) (goodSeconds, badSeconds) = (goodSeconds + 1, 0);
        else (goodSeconds, badSeconds) = (0, badSeconds + 1);
        if (told is not { IsHealthy: false } && badSeconds == SecondsToUnhealthy) return Tell(new(false, health.Findings[0].Code, health.Reason));
        if (told is not { IsHealthy: true } && goodSeconds == SecondsToHealthy) return Tell(new(true, "", ""));
        return told is not null && ++toldSeconds == SecondsToRepeat ? Tell(told) : null;
    }

    private HealthChange Tell(HealthChange change)
    {
        (told, toldSeconds) = (change, 0);
        return change;
    }
}
