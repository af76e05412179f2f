using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Frames.Health;

namespace Rooms.MediaRelay.Tests.Frames.Health;

public sealed class StreamHealthTests
{
    private static readonly FramePool Frames = new(new BufferPool());

    private static readonly StreamConfiguration Pictures = StreamConfiguration.Empty
        .With(Frames.Copy([0], new FrameInfo(FrameKind.Video, FrameCodec.H264, true, false, 0, 0, 0)));

    private static readonly StreamConfiguration Both = Pictures
        .With(Frames.Copy([0], new FrameInfo(FrameKind.Audio, FrameCodec.Aac, false, false, 0, 0, 0)));

    private static readonly StreamFigures Fine = new()
    {
        BitsPerSecond = 1,
        VideoFramesPerSecond = 25,
        AnnouncedFramesPerSecond = 25,
        AudioFramesPerSecond = 43,
        KeyIntervalMilliseconds = 2000,
        LongestGapMilliseconds = 60,
    };

    [Fact]
    public void Of_EverythingArrives_IsGood()
    {
        var health = Judge(Fine);

        Assert.Equal(("good", "", true), (health.Word, health.Reason, health.IsGood));
    }

    [Fact]
    public void Of_PublisherGone_IsBad() =>
        Assert.Equal(("bad", "no_publisher"), Worst(StreamHealth.Of(isPublishing: false, Both, Fine)));

    [Fact]
    public void Of_NoSoundTrack_IsGoodWithARemark()
    {
        var health = StreamHealth.Of(isPublishing: true, Pictures, Fine with { AudioFramesPerSecond = 0 });

        Assert.Equal(("good", "The stream has no sound.", true), (health.Word, health.Reason, health.IsGood));
    }

    [Theory]
    [InlineData(0, 25, 43, "bad", "no_data", "No data arrives from the publisher.")]
    [InlineData(1, 0, 43, "bad", "no_picture", "No picture arrives.")]
    [InlineData(1, 25, 0, "fair", "no_sound", "No sound arrives.")]
    [InlineData(1, 17, 43, "fair", "frame_rate", "Only 17 of the announced 25 pictures a second arrive.")]
    public void Of_SomethingIsMissing_SaysWhat(long bits, double pictures, double sounds, string word, string code, string reason)
    {
        var health = Judge(Fine with { BitsPerSecond = bits, VideoFramesPerSecond = pictures, AudioFramesPerSecond = sounds });

        Assert.Equal((word, code), Worst(health));
        Assert.Equal(reason, health.Reason);
    }

    [Theory]
    [InlineData(2000, 12_300, "bad", "No key frame for 12.3 s.")]
    [InlineData(8000, 3000, "fair", "Key frames come only every 8.0 s.")]
    public void Of_KeyFramesAreRare_SaysHowRare(int interval, long since, string word, string reason)
    {
        var health = Judge(Fine with { KeyIntervalMilliseconds = interval, SinceKeyMilliseconds = since });

        Assert.Equal((word, "key_interval"), Worst(health));
        Assert.Equal(reason, health.Reason);
    }

    [Fact]
    public void Of_PicturesStop_SaysForHowLong()
    {
        var health = Judge(Fine with { LongestGapMilliseconds = 800 });

        Assert.Equal(("fair", "gaps"), Worst(health));
        Assert.Equal("Pictures stop for up to 0.8 s.", health.Reason);
    }

    [Theory]
    [InlineData(-8, "clock_slow", "The stream runs 8.0 % slow: a minute brings 55.2 s of it.")]
    [InlineData(25, "clock_fast", "The stream runs 25.0 % fast: a minute brings 75.0 s of it.")]
    public void Of_ClockDrifts_SaysHowMuch(double percent, string code, string reason)
    {
        var health = Judge(Fine with { ClockDriftPercent = percent });

        Assert.Equal(("fair", code), Worst(health));
        Assert.Equal(reason, health.Reason);
    }

    [Fact]
    public void Of_RateIsNotAnnounced_IsNotJudged() =>
        Assert.True(Judge(Fine with { VideoFramesPerSecond = 5, AnnouncedFramesPerSecond = 0 }).IsGood);

    [Fact]
    public void Of_ManyFaults_ListsAllAndTheWorstFirst()
    {
        var health = Judge(Fine with { SinceKeyMilliseconds = 11_000, LongestGapMilliseconds = 900, AudioFramesPerSecond = 0, VideoFramesPerSecond = 3 });

        Assert.Equal(["key_interval", "gaps", "frame_rate", "no_sound"], health.Findings.Select(finding => finding.Code));
        Assert.Equal("bad", health.Word);
    }

    private static StreamHealth Judge(StreamFigures figures) => StreamHealth.Of(isPublishing: true, Both, figures);

    private static (string Word, string Code) Worst(StreamHealth health) => (health.Word, health.Findings[0].Code);
}
