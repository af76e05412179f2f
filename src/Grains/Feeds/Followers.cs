using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using Rooms.Contracts.Feeds;

namespace Rooms.Grains.Feeds;

/// <summary>
/// The gateway processes that follow one feed. Each is told once, then not again before it has followed again: however much happens in between, it
/// costs one call. Belongs to the grain's turns.
/// </summary>
internal sealed class Followers
{
    private readonly ObserverManager<string, Follower> followers;

    public Followers(TimeProvider time, ILogger logger) =>
        followers = new ObserverManager<string, Follower>(Following.Lifetime, logger) { GetDateTime = () => time.GetUtcNow().UtcDateTime };

    /// <summary>Gateways that were heard of lately.</summary>
    public int Count
    {
        get
        {
            if (followers.Count > 0) followers.ClearExpired();
            return followers.Count;
        }
    }

    /// <summary>Heard of, and to be told of the next event.</summary>
    public void Arm(string gateway, IFeedFollower follower) => followers.Subscribe(gateway, new Follower(follower));

    public void Remove(string gateway) => followers.Unsubscribe(gateway);

    /// <summary>After a commit.</summary>
    public void Tell(FeedId feed, long last)
    {
        if (followers.Count == 0) return;
        followers.Notify(follower => follower.Tell(feed, last), follower => !follower.IsTold);
    }

    private sealed class Follower(IFeedFollower observer)
    {
        public bool IsTold { get; private set; }

        public void Tell(FeedId feed, long last)
        {
            IsTold = true;
            // One way: the task only says that it was sent.
            _ = observer.HasEventsAsync(feed, last);
        }
    }
}
