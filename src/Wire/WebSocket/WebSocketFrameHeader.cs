using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.WebSocket;

/// <summary>
/// What stands before a frame's payload (RFC 6455 5.2):
/// <c>fin(1) rsv(3) opcode(4) | mask(1) length(7) [length(16) or length(64)] | [masking key(32)]</c>.
/// </summary>
public readonly record struct WebSocketFrameHeader(WebSocketOpcode Opcode, bool IsFinal, long PayloadLength, bool IsMasked, uint MaskingKey)
{
    /// <summary>Longest header of an unmasked frame.</summary>
    public const int MaxUnmaskedLength = 10;

    /// <summary>5.5: a control frame carries no more.</summary>
    public const int MaxControlPayload = 125;

    private const int Length16 = 126;
    private const int Length64 = 127;
    private const byte FinalFlag = 0x80;
    private const byte MaskFlag = 0x80;

    public bool IsControl => Opcode >= WebSocketOpcode.Close;

    /// <summary>InvalidData: reserved bits or opcodes, a control frame that is long or in parts, a length over 2^63.</summary>
    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out WebSocketFrameHeader header, out int consumed)
    {
        header = default;
        consumed = 0;
        if (source.Length < 2) return OperationStatus.NeedMoreData;
        var opcode = (WebSocketOpcode)(source[0] & 15);
        var isFinal = (source[0] & FinalFlag) != 0;
        var isMasked = (source[1] & MaskFlag) != 0;
        var shortLength = source[1] & 127;
        if ((source[0] & 0x70) != 0 || !Enum.IsDefined(opcode)) return OperationStatus.InvalidData;
        if (opcode >= WebSocketOpcode.Close && (!isFinal || shortLength > MaxControlPayload)) return OperationStatus.InvalidData;

        var lengthBytes = shortLength switch { Length16 => 2, Length64 => 8, _ => 0 };
        var total = 2 + lengthBytes + (isMasked ? 4 : 0);
        if (source.Length < total) return OperationStatus.NeedMoreData;
        var length = shortLength switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(source[2..]),
            Length64 => BinaryPrimitives.ReadInt64BigEndian(source[2..]),
            _ => shortLength,
        };
        if (length < 0) return OperationStatus.InvalidData;
        var key = isMasked ? BinaryPrimitives.ReadUInt32BigEndian(source[(2 + lengthBytes)..]) : 0;
        header = new WebSocketFrameHeader(opcode, isFinal, length, isMasked, key);
        consumed = total;
        return OperationStatus.Done;
    }

    /// <summary>Writes the header of a whole, unmasked message: what a server sends.</summary>
    public static int Write(Span<byte> destination, WebSocketOpcode opcode, long payloadLength)
    {
        destination[0] = (byte)(FinalFlag | (byte)opcode);
        switch (payloadLength)
        {
            case < Length16:
                destination[1] = (byte)payloadLength;
                return 2;
            case <= ushort.MaxValue:
                destination[1] = Length16;
                BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payloadLength);
                return 4;
            default:
                destination[1] = Length64;
                BinaryPrimitives.WriteInt64BigEndian(destination[2..], payloadLength);
                return MaxUnmaskedLength;
        }
    }

    /// <summary>5.3, in place: masks and unmasks. The payload is whole, so the key begins at its first byte.</summary>
    public static void ApplyMask(Span<byte> payload, uint maskingKey)
    {
        for (var i = 0; i < payload.Length; i++) payload[i] ^= (byte)(maskingKey >> (24 - 8 * (i & 3)));
    }
}
