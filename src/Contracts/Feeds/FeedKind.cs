namespace Rooms.Contracts.Feeds;

public enum FeedKind
{
    /// <summary>A room's events; the key is <c>app/room-id</c>.</summary>
    Room,

    /// <summary>What a user was sent in private; the key is <c>app/user-id</c>.</summary>
    Inbox,
}
