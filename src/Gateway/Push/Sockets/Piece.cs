namespace Rooms.Gateway.Push.Sockets;

/// <summary>Bytes that wait in a <see cref="SendQueue"/>; the queue holds a reference to the buffer.</summary>
internal readonly record struct Piece(PushBuffer Buffer, int Offset, int Length);
