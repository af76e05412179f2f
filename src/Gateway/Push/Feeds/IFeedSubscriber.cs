using Rooms.Contracts.Feeds;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>Who asked for a subscription, mostly a session. On the connection's loop, between the frames that the feed sends by itself.</summary>
internal interface IFeedSubscriber
{
    /// <summary>Caught up: everything up to the number was sent (or was not asked for), what comes is new. Once.</summary>
    void OnLive(FeedId feed, long last);

    /// <summary>
    /// What was asked for cannot be had: the events after the number are no longer kept, or it is larger than the feed's <paramref name="last"/> number
    /// (another feed's, or one from before a restore). The subscription is over; subscribe again from a number that there is.
    /// </summary>
    void OnUnreachable(FeedId feed, long after, long oldest, long last);

    /// <summary>A frame of <see cref="FrameForm.EncodeGap"/> was sent: the numbers were lost on the way here and are no longer kept. It goes on behind them.</summary>
    void OnGap(FeedId feed, long from, long to);

    /// <summary>The feed is no more (a code of ErrorCodes, such as room_not_found). The subscription is over.</summary>
    void OnEnded(FeedId feed, string code);
}
