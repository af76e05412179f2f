using Rooms.Contracts.Feeds;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>What grains tell this process; kept alive by <see cref="GrainFeedSource"/>, since both engines hold observers weakly.</summary>
internal sealed class FeedFollower(Action<FeedId> onHint) : IFeedFollower
{
    public Task HasEventsAsync(FeedId feed, long last)
    {
        onHint(feed);
        return Task.CompletedTask;
    }
}
