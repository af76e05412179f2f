using Rooms.Contracts.Rooms;

namespace Rooms.Contracts.Users;

/// <summary>Types of a user's numbered inbox events, and of what the app's webhook is told of a user.</summary>
public static class UserEventTypes
{
    /// <summary>A message: <c>{id, from, to, type, text?, data?}</c>; one's own, sent from another device, has oneself as <c>from</c>.</summary>
    public const string Private = "private";

    /// <summary><c>{peer, seq}</c>: read on some device up to there.</summary>
    public const string PrivateRead = "private.read";

    /// <summary>From the app's backend: <c>{id?, type, text?, data?}</c>.</summary>
    public const string Push = "push";

    /// <summary><c>{user}</c>: the texts that this user had sent here are erased; oneself: all texts are.</summary>
    public const string MessagesErased = RoomEventTypes.MessagesErased;

    /// <summary>Webhook only: a message or push that no session of the user was there for.</summary>
    public const string MessageOffline = "message.offline";
}
