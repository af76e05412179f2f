namespace Rooms.Gateway.Compat.Goim;

/// <summary>How a push looks on a connection.</summary>
internal enum GoimForm
{
    /// <summary>The packet alone.</summary>
    V2Tcp,

    /// <summary>The packet as body of one of operation 9.</summary>
    V2WebSocket,

    /// <summary>A packet of operation 5.</summary>
    V1Tcp,

    /// <summary>An array with one object of operation 5.</summary>
    V1Json,
}
