using System.Buffers.Binary;

namespace Rooms.Wire.Rtmp;

/// <summary>
/// Messages to chunks without memory of what went before: each message begins with a type 0 header (RTMP 1.0 section 5.3.1.2.1), so the
/// same bytes serve every viewer whatever else that viewer was sent. 8 bytes more a message than the best case.
/// </summary>
public static class ChunkWriter
{
    /// <summary>Bytes that <see cref="Write"/> will need.</summary>
    public static int LengthOf(in MessageHeader header, int chunkSize)
    {
        var basicLength = ChunkFormat.BasicHeaderLength(header.ChunkStreamId);
        var extendedLength = IsExtended(header) ? ChunkFormat.ExtendedTimestampLength : 0;
        var continuations = header.Length == 0 ? 0 : (header.Length - 1) / chunkSize;
        return basicLength + ChunkFormat.MessageHeaderLength(0) + extendedLength + header.Length + continuations * (basicLength + extendedLength);
    }

    /// <summary>
    /// Writes the whole message and returns its length. <paramref name="destination"/> holds at least <see cref="LengthOf"/> bytes and
    /// <paramref name="payload"/> is <see cref="MessageHeader.Length"/> long.
    /// </summary>
    public static int Write(Span<byte> destination, in MessageHeader header, ReadOnlySpan<byte> payload, int chunkSize)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(payload.Length, header.Length);
        var written = WriteHeader(destination, header);
        var rest = payload;
        while (true)
        {
            var chunk = rest[..Math.Min(chunkSize, rest.Length)];
            chunk.CopyTo(destination[written..]);
            written += chunk.Length;
            rest = rest[chunk.Length..];
            if (rest.IsEmpty) return written;
            written += ChunkFormat.WriteBasicHeader(destination[written..], 3, header.ChunkStreamId);
            // Section 5.3.1.3: repeated in every type 3 chunk.
            if (IsExtended(header)) written += WriteExtended(destination[written..], header.Timestamp);
        }
    }

    private static int WriteHeader(Span<byte> destination, in MessageHeader header)
    {
        var written = ChunkFormat.WriteBasicHeader(destination, 0, header.ChunkStreamId);
        var message = destination.Slice(written, ChunkFormat.MessageHeaderLength(0));
        ChunkFormat.WriteUInt24(message, Math.Min(header.Timestamp, ChunkFormat.ExtendedTimestamp));
        ChunkFormat.WriteUInt24(message[3..], (uint)header.Length);
        message[6] = (byte)header.Type;
        BinaryPrimitives.WriteUInt32LittleEndian(message[7..], header.StreamId);
        written += message.Length;
        return IsExtended(header) ? written + WriteExtended(destination[written..], header.Timestamp) : written;
    }

    private static int WriteExtended(Span<byte> destination, uint timestamp)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, timestamp);
        return ChunkFormat.ExtendedTimestampLength;
    }

    private static bool IsExtended(in MessageHeader header) => header.Timestamp >= ChunkFormat.ExtendedTimestamp;
}
