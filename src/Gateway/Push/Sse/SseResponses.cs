using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Sse;

/// <summary>Makes responses that are feeds.</summary>
internal sealed class SseResponses(FeedHub feeds, PushAdmission admission, PushDoor door)
{
    public SseResponse Of(Caller caller, FeedId feed, long after) => new(feeds, admission, door, caller, feed, after);
}
