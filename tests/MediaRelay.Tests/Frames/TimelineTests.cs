using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

public class TimelineTests
{
    private readonly Timeline timeline = new();

    [Fact]
    public void Map_FirstFrameAtAnyTime_IsZero() => Assert.Equal([0, 40], Map(3_600_000, 3_600_040));

    [Fact]
    public void Map_AcrossWrap_GoesOn() => Assert.Equal([0, 40, 80], Map(uint.MaxValue - 39, 0, 40));

    [Theory]
    [InlineData(1_000_000u)]
    [InlineData(10u)]
    public void Map_Jump_ContinuesWithoutHole(uint jumpedTo)
    {
        var times = Map(500_000, 500_040, jumpedTo, jumpedTo + 40);

        Assert.Equal([0, 40, 80, 120], times);
    }

    [Fact]
    public void Map_SmallStepBack_NeverGoesBackWithinKind()
    {
        var times = Map(1000, 1040, 1020, 1080);

        Assert.Equal([0, 40, 40, 80], times);
    }

    [Fact]
    public void Map_KindsInterleavedOutOfOrder_KeepOwnTimes()
    {
        timeline.Map(FrameKind.Video, 100);
        timeline.Map(FrameKind.Video, 140);

        Assert.Equal(23, timeline.Map(FrameKind.Audio, 123));
        Assert.Equal(80, timeline.Map(FrameKind.Video, 180));
    }

    [Fact]
    public void Reanchor_ReturningPublisher_ContinuesOneStepOn()
    {
        Map(0, 40, 80);

        timeline.Reanchor();

        Assert.Equal([120, 160], Map(0, 40));
    }

    [Fact]
    public void Map_MetadataAtZero_DoesNotMoveTheClock()
    {
        Map(9000, 9040);

        Assert.Equal(40, timeline.Map(FrameKind.Metadata, 0));
        Assert.Equal([80], Map(9080));
    }

    private long[] Map(params uint[] sources) => [.. sources.Select(source => timeline.Map(FrameKind.Video, source))];
}
