using Rooms.MediaRelay.Frames.Health;

namespace Rooms.MediaRelay.Tests.Frames.Health;

public sealed class HealthWatchTests
{
    private static readonly StreamHealth Good = StreamHealth.Unknown;
    private static readonly StreamHealth Poor = new("fair", "", [new("gaps", "Pictures stop.", IsBad: false)]);

    private readonly HealthWatch watch = new();

    [Fact]
    public void Look_TwoBadSeconds_TellsNothing()
    {
        Assert.Empty(Look(Poor, HealthWatch.SecondsToUnhealthy - 1));
        Assert.Empty(Look(Good, 1));
        Assert.Empty(Look(Poor, HealthWatch.SecondsToUnhealthy - 1));
    }

    [Fact]
    public void Look_BadForLong_TellsItOnceWithTheReason()
    {
        var told = Look(Poor, 20);

        Assert.Equal(new HealthChange(IsHealthy: false, "gaps", "Pictures stop."), Assert.Single(told));
    }

    [Fact]
    public void Look_GoodAgainForLong_TellsItOnce()
    {
        Look(Poor, HealthWatch.SecondsToUnhealthy);

        Assert.Empty(Look(Good, HealthWatch.SecondsToHealthy - 1));
        Assert.True(Assert.Single(Look(Good, 20)).IsHealthy);
    }

    // A report may be lost where a disk is full: who missed it must not be wrong for the publisher's life.
    [Fact]
    public void Look_ToldAMinuteAgo_TellsItAgain()
    {
        var told = Look(Poor, HealthWatch.SecondsToUnhealthy + HealthWatch.SecondsToRepeat);

        Assert.Equal(2, told.Count);
        Assert.Equal(told[0], told[1]);
    }

    [Fact]
    public void Restart_ThenGood_TellsWhatNobodyKnows()
    {
        Look(Poor, HealthWatch.SecondsToUnhealthy);
        watch.Restart();

        Assert.True(Assert.Single(Look(Good, 20)).IsHealthy);
    }

    private List<HealthChange> Look(StreamHealth health, int seconds)
    {
        var told = new List<HealthChange>();
        for (var i = 0; i < seconds; i++)
            if (watch.Look(health) is { } change) told.Add(change);
        return told;
    }
}
