using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>
/// Ends subscriptions where a room's events say so: of a user who was banned or kicked, and of everybody when the room has closed. A moment later, so that
/// the event itself arrives first. Any thread.
/// </summary>
internal sealed class Evictions(ConnectionTable connections) : IFeedObserver
{
    private readonly ConcurrentQueue<Eviction> waiting = [];

    public void OnEvents(FeedId feed, ImmutableArray<RoomEventView> events)
    {
        foreach (var happened in events)
        {
            switch (happened.Type)
            {
                case RoomEventTypes.MemberBanned when UserOf(happened.Data) is { } user:
                    waiting.Enqueue(new Eviction(feed, user, ErrorCodes.Banned));
                    break;
                case RoomEventTypes.MemberKicked when UserOf(happened.Data) is { } user:
                    waiting.Enqueue(new Eviction(feed, user, SocketCodes.Kicked));
                    break;
                case RoomEventTypes.RoomClosed:
                    waiting.Enqueue(new Eviction(feed, null, ErrorCodes.RoomClosed));
                    break;
            }
        }
    }

    /// <summary>Those that were seen before; called once a second or so.</summary>
    public void Run()
    {
        for (var left = waiting.Count; left > 0 && waiting.TryDequeue(out var eviction); left--)
            foreach (var connection in connections.All)
                if (connection.Protocol is IUserSession { User.Caller: var caller } session && eviction.Concerns(caller)) session.Evict(eviction.Feed, eviction.Code);
    }

    private static string? UserOf(string data)
    {
        using var document = JsonDocument.Parse(data);
        return document.RootElement.TryGetProperty("user", out var user) ? user.GetString() : null;
    }

    private sealed record Eviction(FeedId Feed, string? User, string Code)
    {
        public bool Concerns(Caller caller) => User is null || (caller.User == User && Ids.Split(Feed.Key).App == caller.App);
    }
}
