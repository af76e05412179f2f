namespace Rooms.Gateway.Push.Sockets;

/// <summary>Why a connection was closed: a name for log, metrics and the WebSocket's close reason.</summary>
internal static class PushEnds
{
    public const string PeerClosed = "peer_closed";

    /// <summary>More waits than the connection may have, and none of it can be left out. It resumes by number.</summary>
    public const string SlowReader = "slow_reader";

    /// <summary>Took nothing for <see cref="PushOptions.StallSeconds"/>.</summary>
    public const string Stalled = "stalled";

    /// <summary>Did not say hello, or no heartbeat, in time.</summary>
    public const string Late = "late";

    public const string ProtocolError = "protocol_error";
    public const string InvalidText = "invalid_text";
    public const string TooLarge = "message_too_large";
    public const string ShuttingDown = "shutting_down";
    public const string InternalError = "internal_error";

    /// <summary>Its address has <see cref="PushOptions.HalfOpenPerAddress"/> that have not said either what they want.</summary>
    public const string HalfOpen = "half_open";

    /// <summary>The kernel has no room for one more descriptor to watch.</summary>
    public const string NoRoom = "no_room";
}
