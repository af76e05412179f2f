using Rooms.Contracts.Users;

namespace Rooms.Grains.Users;

/// <summary>Messages with one peer: the newest one, and how far the user has read.</summary>
internal sealed record Conversation(string Peer, long Read, long LastSeq, DateTimeOffset LastAt, MessagePreview? Last);
