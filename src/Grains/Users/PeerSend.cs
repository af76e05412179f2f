namespace Rooms.Grains.Users;

/// <summary>A peer's newest message here: the peer's own count of its messages, and the number it has in this inbox.</summary>
internal sealed record PeerSend(long Send, long Seq);
