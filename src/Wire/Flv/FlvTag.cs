using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.Flv;

/// <summary>
/// One tag (Video File Format 10.1, E.4.1): <c>type:8 size:24 timestamp:24 timestamp high:8 stream id:24 | body | back pointer:32</c>.
/// The body is the payload of the RTMP message of the same type.
/// </summary>
public readonly ref struct FlvTag
{
    public const int HeaderLength = 11;
    public const int BackPointerLength = 4;

    // Bit 5 announces an encrypted body, which nobody here can read.
    private const int TypeMask = 0x1F;
    private const int FilterFlag = 0x20;

    private FlvTag(FlvTagType type, uint timestamp, ReadOnlySpan<byte> body)
    {
        Type = type;
        Timestamp = timestamp;
        Body = body;
    }

    public FlvTagType Type { get; }

    /// <summary>Milliseconds modulo 2^32.</summary>
    public uint Timestamp { get; }

    public ReadOnlySpan<byte> Body { get; }

    public static int LengthOf(int bodyLength) => HeaderLength + bodyLength + BackPointerLength;

    /// <summary>Reads a whole tag with its back pointer. A body over <paramref name="maxBodyBytes"/> is invalid as soon as it is announced.</summary>
    public static OperationStatus TryRead(ReadOnlySpan<byte> source, int maxBodyBytes, out FlvTag tag, out int consumed)
    {
        tag = default;
        consumed = 0;
        if (source.Length < HeaderLength) return OperationStatus.NeedMoreData;
        var bodyLength = (int)ReadUInt24(source[1..]);
        if (bodyLength > maxBodyBytes || (source[0] & FilterFlag) != 0) return OperationStatus.InvalidData;
        if (source.Length < LengthOf(bodyLength)) return OperationStatus.NeedMoreData;
        var timestamp = ReadUInt24(source[4..]) | ((uint)source[7] << 24);
        tag = new FlvTag((FlvTagType)(source[0] & TypeMask), timestamp, source.Slice(HeaderLength, bodyLength));
        consumed = LengthOf(bodyLength);
        return OperationStatus.Done;
    }

    /// <summary>Writes a whole tag and returns its length.</summary>
    public static int Write(Span<byte> destination, FlvTagType type, uint timestamp, ReadOnlySpan<byte> body)
    {
        body.CopyTo(destination[HeaderLength..]);
        return WriteAround(destination, type, timestamp, body.Length);
    }

    /// <summary>As <see cref="Write"/>, around a body that is in its place already, <see cref="HeaderLength"/> bytes in.</summary>
    public static int WriteAround(Span<byte> destination, FlvTagType type, uint timestamp, int bodyLength)
    {
        destination[0] = (byte)type;
        WriteUInt24(destination[1..], (uint)bodyLength);
        WriteUInt24(destination[4..], timestamp & 0xFFFFFF);
        destination[7] = (byte)(timestamp >> 24);
        WriteUInt24(destination[8..], 0);
        BinaryPrimitives.WriteUInt32BigEndian(destination[(HeaderLength + bodyLength)..], (uint)(HeaderLength + bodyLength));
        return LengthOf(bodyLength);
    }

    private static uint ReadUInt24(ReadOnlySpan<byte> source) => ((uint)source[0] << 16) | ((uint)source[1] << 8) | source[2];

    private static void WriteUInt24(Span<byte> destination, uint value)
    {
        destination[0] = (byte)(value >> 16);
        destination[1] = (byte)(value >> 8);
        destination[2] = (byte)value;
    }
}
