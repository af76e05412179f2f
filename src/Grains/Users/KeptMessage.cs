namespace Rooms.Grains.Users;

/// <summary>A received message that the inbox still keeps: what unread ones are counted from.</summary>
internal readonly record struct KeptMessage(long Seq, string Peer);
