using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.Rtmp;

/// <summary>
/// Protocol control messages (RTMP 1.0 section 5.4): one big-endian number each, set peer bandwidth with a limit type behind it.
/// The writers make the whole chunk, on chunk stream 2, message stream 0, time 0.
/// </summary>
public static class ProtocolControl
{
    /// <summary>Room for any message of this class.</summary>
    public const int MaxLength = 12 + 5;

    /// <summary>Reads the number of set chunk size, abort, acknowledgement, window acknowledgement size and set peer bandwidth.</summary>
    public static OperationStatus TryRead(ReadOnlySpan<byte> payload, out uint value)
    {
        value = 0;
        if (!BinaryPrimitives.TryReadUInt32BigEndian(payload, out value)) return OperationStatus.InvalidData;
        return OperationStatus.Done;
    }

    public static int WriteSetChunkSize(Span<byte> destination, int size) => Write(destination, MessageType.SetChunkSize, (uint)size);

    public static int WriteAbort(Span<byte> destination, int chunkStreamId) => Write(destination, MessageType.Abort, (uint)chunkStreamId);

    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="receivedBytes">Bytes received so far, modulo 2^32 (section 5.4.3).</param>
    public static int WriteAcknowledgement(Span<byte> destination, uint receivedBytes) =>
        Write(destination, MessageType.Acknowledgement, receivedBytes);

    public static int WriteWindowAcknowledgementSize(Span<byte> destination, uint size) =>
        Write(destination, MessageType.WindowAcknowledgementSize, size);

    public static int WriteSetPeerBandwidth(Span<byte> destination, uint size, PeerBandwidthLimit limit)
    {
        Span<byte> payload = stackalloc byte[5];
        BinaryPrimitives.WriteUInt32BigEndian(payload, size);
        payload[4] = (byte)limit;
        return WriteMessage(destination, MessageType.SetPeerBandwidth, payload);
    }

    private static int Write(Span<byte> destination, MessageType type, uint value)
    {
        Span<byte> payload = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(payload, value);
        return WriteMessage(destination, type, payload);
    }

    internal static int WriteMessage(Span<byte> destination, MessageType type, ReadOnlySpan<byte> payload) =>
        ChunkWriter.Write(destination, new(ChunkStreamIds.Control, type, payload.Length, 0, 0), payload, ChunkFormat.DefaultChunkSize);
}
