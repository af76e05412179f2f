using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>One connection's place in one feed. The loop's thread.</summary>
internal sealed class FeedSubscription(PushConnection connection, LoopFeed feed, FrameForm form, IFeedSubscriber subscriber, long after)
{
    public PushConnection Connection => connection;

    public LoopFeed Feed => feed;

    public FrameForm Form => form;

    public IFeedSubscriber Subscriber => subscriber;

    /// <summary>The last number that was laid before the connection; <see cref="FeedPosition.Now"/> until the feed's is known.</summary>
    public long Position { get; set; } = after;

    /// <summary>It has everything that the feed has; false: it is caught up.</summary>
    public bool IsLive { get; set; }

    /// <summary>Older events are being read for it.</summary>
    public bool IsReading { get; set; }

    /// <summary>Its place in the loop's list; negative: it is over.</summary>
    public int Place { get; set; } = -1;

    public bool IsOver => Place < 0;

    /// <summary>How often the feed had been pulled when this was found to be ahead of it; null: it was not.</summary>
    public long? AheadSince { get; set; }

    /// <summary>The subscriber was told that it is live.</summary>
    public bool WasLive { get; set; }

    /// <summary>What the batch has after its position, as far as the bytes allow; one event at least. The frames are the batch's in its form.</summary>
    public void Send(FeedBatch batch, PushBuffer frames, int maxBytes, long upTo = long.MaxValue)
    {
        var entries = frames.Index!.Entries;
        var first = Math.Max(0, (int)(Position + 1 - batch.First));
        var offset = first > 0 ? entries[first - 1].End : 0;
        var count = CountWithin(entries[first..], offset + (long)maxBytes, upTo);
        connection.SendEvents(frames, offset, entries[first + count - 1].End - offset, count);
        Position = entries[first + count - 1].Number;
    }

    private static int CountWithin(ReadOnlySpan<FrameEntry> entries, long end, long upTo)
    {
        if (entries[^1].End <= end && entries[^1].Number <= upTo) return entries.Length;
        var count = 1;
        while (entries[count].End <= end && entries[count].Number <= upTo) count++;
        return count;
    }
}
