using System.Collections.Concurrent;
using System.Collections.Immutable;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.Feeds;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Push.Support;

/// <summary>Beats after what it has seen.</summary>
internal sealed class RecordingObserver(Pulse pulse) : IFeedObserver
{
    private long last;

    /// <summary>The newest number, of whatever feed.</summary>
    public long Last => Volatile.Read(ref last);

    public ConcurrentQueue<(FeedId Feed, long Seq)> Seen { get; } = new();

    public void OnEvents(FeedId feed, ImmutableArray<RoomEventView> events)
    {
        foreach (var one in events) Seen.Enqueue((feed, one.Seq));
        Volatile.Write(ref last, events[^1].Seq);
        pulse.Beat();
    }
}
