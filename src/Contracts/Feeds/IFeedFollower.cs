namespace Rooms.Contracts.Feeds;

/// <summary>
/// One a gateway process: is told that feeds it follows have new events. A hint, which may be lost: the gateway pulls what it lacks by number, and
/// follows again from time to time. After a hint a feed is silent until it is followed again.
/// </summary>
[Alias("rooms.IFeedFollower")]
public interface IFeedFollower : IGrainObserver
{
    [Alias("HasEvents"), OneWay]
    Task HasEventsAsync(FeedId feed, long last);
}
