using Rooms.Contracts;
using Rooms.MediaRelay.Endpoints.Hls;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Tests.Web;
using Rooms.Testing;
using Rooms.Wire.Flv;

namespace Rooms.MediaRelay.Tests.Endpoints.Hls;

public sealed class FramesToHlsTests
{
    private readonly BufferPool buffers = new();
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Append_SteadyState_AllocatesNothingPerFrame()
    {
        var frames = new FramePool(buffers);
        var hls = new FramesToHls("s", new BlockPool(buffers), time, new HlsOptions(), new AppAudience());
        var configuration = StreamConfiguration.Empty.With(await ConfigurationFrameAsync(frames));
        var number = 0;
        for (var i = 0; i < 2000; i++) Append(hls, frames, configuration, number++);

        var allocated = Allocations.Least(() =>
        {
            for (var i = 0; i < 1000; i++) Append(hls, frames, configuration, number++);
        });

        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Append_NoKeyFrameAgain_EndsTheSegmentAtTheBound()
    {
        var frames = new FramePool(buffers);
        var hls = new FramesToHls("s", new BlockPool(buffers), time, new HlsOptions { MaxSegmentSeconds = 4 }, new AppAudience());
        var configuration = StreamConfiguration.Empty.With(await ConfigurationFrameAsync(frames));
        for (var i = 0; i < 500; i++) Append(hls, frames, configuration, i, isKey: i == 0);

        var list = hls.WritePlaylist("");

        Assert.Contains("#EXTINF:4.000,", list, StringComparison.Ordinal);
        Assert.Contains("#EXT-X-TARGETDURATION:4\n", list, StringComparison.Ordinal);
    }

    [Fact]
    public void Audience_NotSeenForTenSeconds_IsForgotten()
    {
        var audience = new HlsAudience(time, new AppAudience());
        audience.See("token", "1.2.3.4");
        audience.See("token", "1.2.3.4");
        audience.See("token", "1.2.3.5");
        Assert.Equal(2, audience.Count);

        time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(0, audience.Count);
    }

    [Fact]
    public void Audience_MoreThanTheBound_StaysBounded()
    {
        var audience = new HlsAudience(time, new AppAudience());

        for (var i = 0; i < HlsAudience.MaxEntries + 100; i++) audience.See($"{i}", "1.2.3.4");

        Assert.Equal(HlsAudience.MaxEntries, audience.Count);
    }

    [Fact]
    public void Audience_MoreThanItCounts_IsStillHeldToTheQuota()
    {
        var places = new AppAudience();
        var audience = new HlsAudience(time, places);
        for (var i = 0; i < HlsAudience.MaxEntries; i++) audience.See($"{i}", "1.2.3.4");

        places.Allow(null, isBytesSpent: true);

        Assert.Equal(ErrorCodes.QuotaBytes, audience.See("one more", "1.2.3.4"));
    }

    private static async Task<Frame> ConfigurationFrameAsync(FramePool frames)
    {
        var tag = (await Clip.GetAsync()).Media(FlvTagType.Video)[0];
        return frames.Copy(tag.Body, new FrameInfo(FrameKind.Video, FrameCodec.H264, true, true, 0, 0, 5));
    }

    private static void Append(FramesToHls hls, FramePool frames, StreamConfiguration configuration, int number, bool? isKey = null)
    {
        var info = new FrameInfo(FrameKind.Video, FrameCodec.H264, isKey ?? number % 50 == 0, false, (uint)number * 40, 0, 0);
        var frame = frames.Copy([1, 2, 3, 4], info);
        hls.Append(frame, configuration);
        frame.Release();
    }
}
