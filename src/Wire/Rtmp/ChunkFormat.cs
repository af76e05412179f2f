using System.Buffers.Binary;

namespace Rooms.Wire.Rtmp;

/// <summary>
/// The chunk format, RTMP 1.0 section 5.3.1:
/// <code>
/// basic header (1-3)        message header (11, 7, 3, 0)                          extended timestamp (0, 4)   chunk data
/// fmt:2 csid:6 [csid:8|16]  timestamp:24 | length:24 type:8 | stream id:32 (LE)   when timestamp = 0xFFFFFF
/// </code>
/// </summary>
public static class ChunkFormat
{
    /// <summary>Section 5.4.1: both directions begin with it.</summary>
    public const int DefaultChunkSize = 128;

    /// <summary>Section 5.4.1: a message is at most 16,777,215 bytes long, so a larger chunk has no meaning.</summary>
    public const int MaxChunkSize = 0xFFFFFF;

    /// <summary>Section 5.3.1.1: 64 + a byte + another byte times 256.</summary>
    public const int MaxChunkStreamId = 65599;

    internal const uint ExtendedTimestamp = 0xFFFFFF;
    internal const int ExtendedTimestampLength = 4;
    internal const int LargestHeader = 3 + 11 + ExtendedTimestampLength;

    /// <summary>Section 5.3.1.1: csid 0 and 1 in the first byte announce the two-byte and the three-byte form.</summary>
    internal static int BasicHeaderLength(byte first) => (first & 0x3F) switch
    {
        0 => 2,
        1 => 3,
        _ => 1,
    };

    internal static int BasicHeaderLength(int chunkStreamId) => chunkStreamId switch
    {
        < 64 => 1,
        < 64 + 256 => 2,
        _ => 3,
    };

    /// <summary>Section 5.3.1.2, by fmt.</summary>
    internal static int MessageHeaderLength(int format) => format switch
    {
        0 => 11,
        1 => 7,
        2 => 3,
        _ => 0,
    };

    internal static int ReadChunkStreamId(ReadOnlySpan<byte> header) => (header[0] & 0x3F) switch
    {
        0 => 64 + header[1],
        1 => 64 + header[1] + (header[2] << 8),
        var id => id,
    };

    internal static int WriteBasicHeader(Span<byte> destination, int format, int chunkStreamId)
    {
        var first = (byte)(format << 6);
        switch (BasicHeaderLength(chunkStreamId))
        {
            case 1:
                destination[0] = (byte)(first | chunkStreamId);
                return 1;
            case 2:
                destination[0] = first;
                destination[1] = (byte)(chunkStreamId - 64);
                return 2;
            default:
                destination[0] = (byte)(first | 1);
                BinaryPrimitives.WriteUInt16LittleEndian(destination[1..], (ushort)(chunkStreamId - 64));
                return 3;
        }
    }

    internal static uint ReadUInt24(ReadOnlySpan<byte> source) => ((uint)source[0] << 16) | ((uint)source[1] << 8) | source[2];

    internal static void WriteUInt24(Span<byte> destination, uint value)
    {
        destination[0] = (byte)(value >> 16);
        destination[1] = (byte)(value >> 8);
        destination[2] = (byte)value;
    }
}
