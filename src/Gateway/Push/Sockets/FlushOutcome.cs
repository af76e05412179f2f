namespace Rooms.Gateway.Push.Sockets;

internal enum FlushOutcome
{
    /// <summary>Nothing waits any more.</summary>
    Drained,

    /// <summary>The peer takes no more for now; the loop is told when it does.</summary>
    Blocked,

    /// <summary>The connection is gone.</summary>
    Lost,
}
