namespace Rooms.MediaRelay.Frames.Health;

/// <summary>
/// Tells of a change that lasts: one bad second is no event, and neither is one good second of a stream in trouble. Nothing is known of a publisher
/// that has just begun, so its first good seconds are told too; the room ignores what it knows.
/// </summary>
internal sealed class HealthWatch
{
    public const int SecondsToUnhealthy = 3;
    public const int SecondsToHealthy = 5;

    private bool? isHealthy;
    private int badSeconds;
    private int goodSeconds;

    public void Restart() => (isHealthy, badSeconds, goodSeconds) = (null, 0, 0);

    /// <summary>Once a second. Null: nothing new.</summary>
    public HealthChange? Look(StreamHealth health)
    {
        if (health.IsGood) (goodSeconds, badSeconds) = (goodSeconds + 1, 0);
        else (goodSeconds, badSeconds) = (0, badSeconds + 1);
        if (isHealthy != false && badSeconds == SecondsToUnhealthy) return Change(false, health.Findings[0].Code, health.Reason);
        return isHealthy != true && goodSeconds == SecondsToHealthy ? Change(true, "", "") : null;
    }

    private HealthChange Change(bool newIsHealthy, string code, string reason)
    {
        isHealthy = newIsHealthy;
        return new(newIsHealthy, code, reason);
    }
}
