using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.Goim;

/// <summary>
/// goim's packet, in a TCP stream or one in a WebSocket message: <c>package length(32) header length(16) version(16) operation(32) sequence(32) | body</c>,
/// all big endian. <see cref="Body"/> is a slice of what was read. goim v2.0, api/protocol/protocol.go; v1.2, libs/proto/proto.go has the same header.
/// </summary>
public readonly ref struct GoimPacket(short version, int operation, int sequence, ReadOnlySpan<byte> body)
{
    public const int HeaderLength = 16;

    /// <summary>v2: MaxBodySize.</summary>
    public const int MaxBodyV2 = 4096;

    /// <summary>v1: MaxBodySize.</summary>
    public const int MaxBodyV1 = 1024;

    private const int HeaderLengthOffset = 4;
    private const int VersionOffset = 6;
    private const int OperationOffset = 8;
    private const int SequenceOffset = 12;

    public short Version { get; } = version;

    public int Operation { get; } = operation;

    public int Sequence { get; } = sequence;

    public ReadOnlySpan<byte> Body { get; } = body;

    public int Length => HeaderLength + Body.Length;

    /// <summary>
    /// From a stream. InvalidData: a length that is negative or over the limit, or another header length; told as soon as the header is there.
    /// A package length below 16 is a packet without a body: goim takes it so.
    /// </summary>
    public static OperationStatus TryRead(ReadOnlySpan<byte> source, int maxBody, out GoimPacket packet, out int consumed)
    {
        packet = default;
        consumed = 0;
        if (source.Length < HeaderLength) return OperationStatus.NeedMoreData;
        var packageLength = BinaryPrimitives.ReadInt32BigEndian(source);
        if (packageLength < 0 || packageLength > HeaderLength + maxBody) return OperationStatus.InvalidData;
        if (BinaryPrimitives.ReadInt16BigEndian(source[HeaderLengthOffset..]) != HeaderLength) return OperationStatus.InvalidData;
        var length = Math.Max(packageLength, HeaderLength);
        if (source.Length < length) return OperationStatus.NeedMoreData;
        packet = new GoimPacket(
            BinaryPrimitives.ReadInt16BigEndian(source[VersionOffset..]),
            BinaryPrimitives.ReadInt32BigEndian(source[OperationOffset..]),
            BinaryPrimitives.ReadInt32BigEndian(source[SequenceOffset..]),
            source[HeaderLength..length]);
        consumed = length;
        return OperationStatus.Done;
    }

    /// <summary>A WebSocket message: one packet, and bytes behind it that nobody looks at. False: it is shorter than it says, or no packet.</summary>
    public static bool TryReadMessage(ReadOnlySpan<byte> message, int maxBody, out GoimPacket packet) =>
        TryRead(message, maxBody, out packet, out _) == OperationStatus.Done;

    /// <summary>Writes <see cref="Length"/> bytes.</summary>
    public int WriteTo(Span<byte> destination)
    {
        WriteHeader(destination, Version, Operation, Sequence, Body.Length);
        Body.CopyTo(destination[HeaderLength..]);
        return Length;
    }

    /// <summary>For a body that is written behind it.</summary>
    public static void WriteHeader(Span<byte> destination, short version, int operation, int sequence, int bodyLength)
    {
        BinaryPrimitives.WriteInt32BigEndian(destination, HeaderLength + bodyLength);
        BinaryPrimitives.WriteInt16BigEndian(destination[HeaderLengthOffset..], HeaderLength);
        BinaryPrimitives.WriteInt16BigEndian(destination[VersionOffset..], version);
        BinaryPrimitives.WriteInt32BigEndian(destination[OperationOffset..], operation);
        BinaryPrimitives.WriteInt32BigEndian(destination[SequenceOffset..], sequence);
    }
}
