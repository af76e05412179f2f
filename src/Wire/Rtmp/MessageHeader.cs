namespace Rooms.Wire.Rtmp;

/// <summary>
/// What RTMP 1.0 section 6.1.1 calls the message header, and the chunk stream that carries it. <paramref name="Timestamp"/> is absolute,
/// in milliseconds modulo 2^32.
/// </summary>
public readonly record struct MessageHeader(int ChunkStreamId, MessageType Type, int Length, uint StreamId, uint Timestamp);
