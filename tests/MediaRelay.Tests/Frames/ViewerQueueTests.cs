using System.Text;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

public class ViewerQueueTests
{
    private readonly BlockPool pool = new(new BufferPool());

    [Fact]
    public void TryOffer_BeforeHeader_TakesNothing()
    {
        var queue = new ViewerQueue(new FanOutOptions());

        Assert.False(Offer(queue, "k", 0, isKey: true));

        Assert.Equal(0, pool.Outstanding);
        Assert.Equal(0, queue.DroppedFrames);
    }

    [Fact]
    public void TryOffer_OverBytes_ContinuesAtNewestKey()
    {
        var queue = Begun(new FanOutOptions { QueueBytes = 16 });
        Offer(queue, "k1", 0, isKey: true);
        Offer(queue, "p2", 40, isKey: false);
        Offer(queue, "k3", 80, isKey: true);
        Offer(queue, "p4", 120, isKey: false);

        Offer(queue, "p5p5p5", 160, isKey: false);

        // The header comes once only and stays.
        Assert.Equal("headerk3p4p5p5p5", Drain(queue));
        Assert.Equal(2, queue.DroppedFrames);
        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public void TryOffer_OverBlocksWithoutKey_WaitsForNextKey()
    {
        var queue = Begun(new FanOutOptions { QueueBlocks = 3 });
        Drain(queue);
        for (var at = 0; at < 6; at++) Offer(queue, "p", at * 40, isKey: false);

        Assert.True(queue.WaitsForKey);
        Assert.Equal(0, queue.Bytes);

        Offer(queue, "k", 400, isKey: true);

        Assert.Equal("k", Drain(queue));
    }

    [Fact]
    public void TryOffer_OverTime_DropsButFinishesBlockPartlySent()
    {
        var queue = Begun(new FanOutOptions { QueueSeconds = 1 });
        Drain(queue);
        Offer(queue, "abcdef", 0, isKey: true);
        queue.Consume(2);

        Offer(queue, "p", 400, isKey: false);
        Offer(queue, "p", 1100, isKey: false);

        Assert.Equal("cdef", Drain(queue));
        Assert.True(queue.WaitsForKey);
        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public void Consume_AcrossBlocks_KeepsOffsetAndBytes()
    {
        var queue = Begun(new FanOutOptions());
        Offer(queue, "abc", 0, isKey: true);
        Offer(queue, "def", 40, isKey: false);

        queue.Consume("header".Length + 4);

        Assert.Equal(2, queue.Bytes);
        Assert.Equal("ef", Drain(queue));
    }

    [Fact]
    public void Begin_LongHistory_IsAllowedItsOwnSpan()
    {
        var queue = new ViewerQueue(new FanOutOptions { QueueSeconds = 1 });
        Block[] history = [Make("k", 0, isKey: true), Make("p", 8000, isKey: false)];
        var header = Make("h", 0, isKey: false);

        queue.Begin(header, history);
        foreach (var block in history.Append(header)) block.Release();
        Offer(queue, "p", 8500, isKey: false);

        Assert.Equal("hkpp", Drain(queue));
    }

    [Fact]
    public void TryOffer_OverBytes_KeepsTheConfigurationAmongWhatIsDropped()
    {
        var queue = Begun(new FanOutOptions { QueueBytes = 16 });
        Offer(queue, "p1", 0, isKey: false);
        OfferConfiguration(queue, "c2", 40);
        Offer(queue, "k3", 80, isKey: true);

        Offer(queue, "p4p4p4", 120, isKey: false);

        Assert.Equal("headerc2k3p4p4p4", Drain(queue));
        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public void TryOffer_ConfigurationWhileItWaitsForAKey_IsTaken()
    {
        var queue = Begun(new FanOutOptions { QueueBlocks = 3 });
        Drain(queue);
        for (var at = 0; at < 6; at++) Offer(queue, "p", at * 40, isKey: false);

        OfferConfiguration(queue, "c", 300);
        Offer(queue, "p", 340, isKey: false);
        Offer(queue, "k", 400, isKey: true);

        Assert.Equal("ck", Drain(queue));
    }

    private ViewerQueue Begun(FanOutOptions limits)
    {
        var queue = new ViewerQueue(limits);
        var header = pool.Rent(0, 16);
        header.Write("header"u8);
        queue.Start(header);
        header.Release();
        return queue;
    }

    private bool Offer(ViewerQueue queue, string text, long at, bool isKey)
    {
        var block = Make(text, at, isKey);
        var taken = queue.TryOffer(block, 0);
        block.Release();
        return taken;
    }

    private void OfferConfiguration(ViewerQueue queue, string text, long at)
    {
        var block = Make(text, at, isKey: false);
        block.IsConfiguration = true;
        queue.TryOffer(block, 0);
        block.Release();
    }

    private Block Make(string text, long at, bool isKey)
    {
        var block = pool.Rent(0, text.Length);
        block.Write(Encoding.ASCII.GetBytes(text));
        block.CountFrame(at);
        block.IsKeyStart = isKey;
        return block;
    }

    private static string Drain(ViewerQueue queue)
    {
        var text = new StringBuilder();
        while (queue.TryTake(out var block, out var skip))
        {
            text.Append(Encoding.ASCII.GetString(block.Bytes[skip..]));
            block.Release();
        }
        return text.ToString();
    }
}
