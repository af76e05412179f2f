using System.Diagnostics;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Frames.Health;
using Rooms.Testing;

namespace Rooms.MediaRelay.Tests.Frames.Health;

/// <summary>Frames in, figures and changes out: the times of arrival are the tests' own.</summary>
public sealed class StreamVitalsTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly StreamVitals vitals;
    private readonly List<HealthChange> told = [];
    private StreamConfiguration configuration = StreamConfiguration.Empty;
    private long streamMilliseconds;
    private long arrivalMilliseconds = 1000;

    public StreamVitalsTests() => vitals = new(clock);

    [Fact]
    public void Judge_TwentyFivePicturesASecond_IsGood()
    {
        Run(seconds: 40);

        Assert.Equal(25, vitals.Figures.VideoFramesPerSecond, 1);
        Assert.Equal((2000, 40, 0.0), (vitals.Figures.KeyIntervalMilliseconds, vitals.Figures.LongestGapMilliseconds, vitals.Figures.ClockDriftPercent));
        Assert.True(vitals.Health.IsGood);
        Assert.True(Assert.Single(told).IsHealthy);
    }

    [Fact]
    public void Judge_KeyFrameEveryEightSeconds_IsUnhealthyAndRecovers()
    {
        Run(seconds: 20, keyEvery: 200);
        Run(seconds: 20);

        Assert.Contains(told, change => change is { IsHealthy: false, Code: "key_interval", Reason: "Key frames come only every 8.0 s." });
        Assert.True(told[^1].IsHealthy);
    }

    [Fact]
    public void Judge_PicturesTakeLongerThanTheyLast_RunsSlow()
    {
        Run(seconds: 40, arrivalStep: 44, pictures: 23);

        Assert.Equal(-9.1, vitals.Figures.ClockDriftPercent);
        Assert.Equal("clock_slow", Assert.Single(vitals.Health.Findings).Code);
    }

    [Fact]
    public void Restart_AfterAPause_IsNoGap()
    {
        Run(seconds: 2);
        arrivalMilliseconds += 8000;

        vitals.Restart();
        Run(seconds: 1);

        Assert.Equal(40, vitals.Figures.LongestGapMilliseconds);
    }

    private void Run(int seconds, int keyEvery = 50, int arrivalStep = 40, int pictures = 25)
    {
        for (var second = 0; second < seconds; second++)
        {
            for (var i = 0; i < pictures; i++) Take(streamMilliseconds / 40 % keyEvery == 0, arrivalStep);
            clock.Advance(TimeSpan.FromSeconds(1));
            if (vitals.Judge(isPublishing: true, configuration) is { } change) told.Add(change);
        }
    }

    private void Take(bool isKey, int arrivalStep)
    {
        var frame = new Frame(null);
        frame.Fill(new byte[100], 100, new(FrameKind.Video, FrameCodec.H264, isKey, false, (uint)streamMilliseconds, 0, 0), arrivalMilliseconds * Stopwatch.Frequency / 1000);
        frame.Stamp(streamMilliseconds);
        configuration = configuration.With(frame);
        vitals.Count(frame);
        streamMilliseconds += 40;
        arrivalMilliseconds += arrivalStep;
    }
}
