namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>Codes of error frames and close reasons that only sockets have; the others are those of REST (docs/ws.md).</summary>
internal static class SocketCodes
{
    /// <summary>Something else came first, or a second one.</summary>
    public const string HelloExpected = "hello_expected";

    public const string TooManySubscriptions = "too_many_subscriptions";

    /// <summary><c>sdp</c>: rooms negotiate no media over sockets.</summary>
    public const string MediaUnavailable = "media_unavailable";

    /// <summary>The app was removed.</summary>
    public const string AppRemoved = "app_removed";

    public const string Replaced = "replaced";

    /// <summary>A moderator sent the user away; who may come back.</summary>
    public const string Kicked = "kicked";

    /// <summary>No frame and no pong for <see cref="SessionClock.Idle"/>.</summary>
    public const string Idle = "idle";
}
