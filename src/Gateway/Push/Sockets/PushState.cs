namespace Rooms.Gateway.Push.Sockets;

internal enum PushState
{
    Open,

    /// <summary>Nothing is added; what waits is still written.</summary>
    Closing,

    /// <summary>All is written; the peer has a moment to take it and close.</summary>
    Lingering,

    Gone,
}
