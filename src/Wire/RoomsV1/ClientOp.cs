namespace Rooms.Wire.RoomsV1;

/// <summary>The first byte of a client's binary frame (docs/ws.md).</summary>
internal enum ClientOp : byte
{
    None = 0,
    Hello = 1,
    Subscribe = 2,
    Unsubscribe = 3,
    Send = 4,
    Ack = 5,
    Refresh = 6,
    Sdp = 7,
    Ping = 8,
}
