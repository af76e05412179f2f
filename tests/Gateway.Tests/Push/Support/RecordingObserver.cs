using System.Collections.Concurrent;
using System.Collections.Immutable;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.Feeds;

namespace Rooms.Gateway.Tests.Push.Support;

internal sealed class RecordingObserver : IFeedObserver
{
    public ConcurrentQueue<(FeedId Feed, long Seq)> Seen { get; } = new();

    public void OnEvents(FeedId feed, ImmutableArray<RoomEventView> events)
    {
        foreach (var one in events) Seen.Enqueue((feed, one.Seq));
    }
}
