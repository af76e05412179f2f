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

    /// <summary>What the batch has after its position. The frames are the batch's in its form.</summary>
    public void Send(FeedBatch batch, PushBuffer frames)
    {
        var skipped = (int)(Position + 1 - batch.First);
        var offset = skipped > 0 ? frames.Index!.Entries[skipped - 1].End : 0;
        connection.SendEvents(frames, offset, frames.Length - offset, batch.Count - Math.Max(0, skipped));
        Position = batch.Last;
    }
}
