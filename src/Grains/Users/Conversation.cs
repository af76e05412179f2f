using Rooms.Contracts.Users;

namespace Rooms.Grains.Users;

/// <summary>
/// Messages with one peer: the newest one, how far the user has read, and the peer's count of its last message here, by which a repeated delivery is
/// known.
/// </summary>
internal sealed record Conversation(string Peer, long Read, long PeerSend, long LastSeq, DateTimeOffset LastAt, MessagePreview? Last);
