using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>What one connection follows. The loop's thread.</summary>
internal sealed class ConnectionFeeds : IConnectionFeeds
{
    // Mostly one room and an inbox: a list is smaller and faster than a table.
    private readonly List<FeedSubscription> subscriptions = new(2);

    public int Count => subscriptions.Count;

    /// <summary>Those that are not live.</summary>
    public int CatchingUp { get; set; }

    public FeedSubscription? Find(FeedId feed)
    {
        foreach (var subscription in subscriptions)
            if (subscription.Feed.Id == feed) return subscription;
        return null;
    }

    public void Add(FeedSubscription subscription)
    {
        subscriptions.Add(subscription);
        CatchingUp++;
    }

    public void Remove(FeedSubscription subscription)
    {
        if (subscriptions.Remove(subscription) && !subscription.IsLive) CatchingUp--;
    }

    public void OnRoom()
    {
        if (CatchingUp == 0) return;
        foreach (var subscription in subscriptions.ToArray())
            if (subscription is { IsLive: false, IsOver: false }) subscription.Feed.Advance(subscription);
    }

    public void OnClosed()
    {
        foreach (var subscription in subscriptions) subscription.Feed.Remove(subscription);
        subscriptions.Clear();
    }
}
