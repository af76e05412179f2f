namespace Rooms.Grains.Users;

/// <summary>
/// A message that the sender's journal has and the receiver's may not: tried until it does. <paramref name="Send"/> counts this user's messages.
/// <paramref name="Stamp"/>: the command's, remembered with its answer once there is one.
/// </summary>
internal sealed record Outgoing(long Send, string Id, string To, string Type, string? Text, string? Data, IdempotencyStamp? Stamp);
