namespace Rooms.Wire.RoomsV1;

/// <summary>The first byte of a server's binary frame (docs/ws.md).</summary>
internal enum ServerOp : byte
{
    Welcome = 64,
    Snapshot = 65,
    Event = 66,
    Sent = 67,
    Gap = 68,
    Skipped = 69,
    Expiring = 70,
    Replaced = 71,
    Reconnect = 72,
    Error = 73,
    Pong = 74,
}
