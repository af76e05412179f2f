using Rooms.MediaRelay.Frames.Health;

namespace Rooms.MediaRelay.Tests.Frames.Health;

public sealed class ClockDriftTests
{
    private readonly ClockDrift drift = new();

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(920, -8)]
    [InlineData(1250, 25)]
    public void Percent_AfterAMinute_IsTheClocksDifference(int streamMillisecondsPerSecond, double percent)
    {
        Run(60, streamMillisecondsPerSecond);

        Assert.Equal(percent, drift.Percent, 3);
    }

    [Fact]
    public void Percent_BeforeHalfAMinute_IsNotKnown()
    {
        Run(30, 500);

        Assert.Equal(0, drift.Percent);
    }

    [Fact]
    public void Percent_StreamKeepsUpAgain_ForgetsTheLateSeconds()
    {
        Run(60, 900);
        Run(40, 1000);

        Assert.Equal(0, drift.Percent, 3);
    }

    [Fact]
    public void Restart_AnotherClock_BeginsAnew()
    {
        Run(60, 900);

        drift.Restart();
        drift.Read(5, 1_000_000);

        Assert.Equal(0, drift.Percent);
    }

    private long stream;
    private long arrival;

    private void Run(int seconds, int streamMillisecondsPerSecond)
    {
        for (var i = 0; i < seconds; i++) drift.Read(stream += streamMillisecondsPerSecond, arrival += 1000);
    }
}
