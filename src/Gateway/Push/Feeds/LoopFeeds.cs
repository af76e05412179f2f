using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>The feeds that somebody on one loop follows. The loop's thread.</summary>
internal sealed class LoopFeeds(PushLoop loop)
{
    private readonly Dictionary<FeedId, LoopFeed> feeds = [];

    public static LoopFeeds Of(PushLoop loop) => (LoopFeeds)(loop.Feeds ??= new LoopFeeds(loop));

    public LoopFeed Join(FeedId id, FeedHub hub)
    {
        if (feeds.TryGetValue(id, out var known)) return known;
        var joined = hub.Join(id, loop);
        feeds.Add(id, joined);
        return joined;
    }

    public void Leave(LoopFeed feed)
    {
        feeds.Remove(feed.Id);
        feed.Feed.Leave(feed);
    }
}
