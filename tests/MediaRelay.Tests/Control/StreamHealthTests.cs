using Rooms.MediaRelay.Control;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Control;

public sealed class StreamHealthTests
{
    private static readonly FramePool Frames = new(new BufferPool());

    private static readonly StreamConfiguration Both = StreamConfiguration.Empty
        .With(Frames.Copy([0], new FrameInfo(FrameKind.Video, FrameCodec.H264, true, false, 0, 0, 0)))
        .With(Frames.Copy([0], new FrameInfo(FrameKind.Audio, FrameCodec.Aac, false, false, 0, 0, 0)));

    private static readonly StreamFigures Fine = new()
    {
        BitsPerSecond = 1,
        VideoFramesPerSecond = 25,
        AudioFramesPerSecond = 43,
        KeyIntervalMilliseconds = 2000,
        LongestGapMilliseconds = 60,
    };

    [Fact]
    public void Of_EverythingArrives_IsGood() => Assert.Equal(new StreamHealth("good", ""), StreamHealth.Of(true, Both, Fine));

    [Fact]
    public void Of_PublisherGone_IsBad() => Assert.Equal("bad", StreamHealth.Of(false, Both, Fine).Word);

    [Fact]
    public void Of_NoKeyFrameForLong_SaysForHowLong()
    {
        var health = StreamHealth.Of(true, Both, Fine with { SinceKeyMilliseconds = 12_300 });

        Assert.Equal(new StreamHealth("bad", "No key frame for 12.3 s."), health);
    }

    [Fact]
    public void Of_PicturesStop_IsFair() =>
        Assert.Equal(new StreamHealth("fair", "Pictures stop for up to 0.8 s."), StreamHealth.Of(true, Both, Fine with { LongestGapMilliseconds = 800 }));

    [Theory]
    [InlineData(0, 25, 43, "bad", "No data arrives from the publisher.")]
    [InlineData(1, 0, 43, "bad", "No picture arrives.")]
    [InlineData(1, 25, 0, "fair", "No sound arrives.")]
    public void Of_SomethingIsMissing_SaysWhat(long bits, double pictures, double sounds, string word, string reason)
    {
        var figures = Fine with { BitsPerSecond = bits, VideoFramesPerSecond = pictures, AudioFramesPerSecond = sounds };

        Assert.Equal(new StreamHealth(word, reason), StreamHealth.Of(true, Both, figures));
    }
}
