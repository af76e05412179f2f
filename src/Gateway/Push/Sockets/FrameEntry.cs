namespace Rooms.Gateway.Push.Sockets;

/// <summary>One numbered frame in a buffer: its bytes end before <paramref name="End"/>.</summary>
internal readonly record struct FrameEntry(long Number, int End, bool IsDroppable);
