using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

public class GopCacheTests
{
    private readonly FramePool pool = new(new BufferPool());

    [Fact]
    public void Add_BeforeFirstKey_KeepsNothing()
    {
        var cache = new GopCache();

        Add(cache, TestFrames.Picture(pool, 0));
        Add(cache, TestFrames.Sound(pool, 10));

        Assert.Equal(0, cache.Count);
        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public void Add_NextKey_ReplacesGroup()
    {
        var cache = new GopCache();
        Add(cache, TestFrames.Key(pool, 0));
        Add(cache, TestFrames.Picture(pool, 40));
        Add(cache, TestFrames.Sound(pool, 50));

        Add(cache, TestFrames.Key(pool, 80));

        Assert.Equal([80u], cache.Frames.Select(frame => frame.SourceMilliseconds));
        Assert.Equal(1, pool.Outstanding);
    }

    [Theory]
    [InlineData(1000, 100)]
    [InlineData(1_000_000, 4)]
    public void Add_OverBound_StaysEmptyUntilNextKey(int maxBytes, int maxFrames)
    {
        var cache = new GopCache(maxBytes, maxFrames);
        Add(cache, TestFrames.Key(pool, 0));
        for (var at = 1u; at < 8; at++) Add(cache, TestFrames.Picture(pool, at * 40, 200));

        Assert.Equal(0, cache.Count);
        Assert.Equal(0, cache.Bytes);
        Assert.Equal(0, pool.Outstanding);

        Add(cache, TestFrames.Key(pool, 400));

        Assert.Equal(1, cache.Count);
    }

    private static void Add(GopCache cache, Frame frame)
    {
        cache.Add(frame);
        frame.Release();
    }
}
