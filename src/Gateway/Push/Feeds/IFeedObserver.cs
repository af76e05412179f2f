using System.Collections.Immutable;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>
/// Sees what this process pulls of every feed that somebody here follows, before it goes to the connections: so that sessions act on
/// <c>member.banned</c> and the like. Each event once and in order; not on a loop. Short, and it may not throw.
/// </summary>
internal interface IFeedObserver
{
    void OnEvents(FeedId feed, ImmutableArray<RoomEventView> events);
}
