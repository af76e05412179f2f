using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Benchmarks.Delivery;

/// <summary>
/// A frame as a server sends it: not masked, no extension, not in parts (RFC 6455 5.2). The ledger reads with code of its own, so that a fault of the
/// product's reader and writer cannot hide in both.
/// </summary>
internal readonly ref struct ServerFrame(byte opcode, ReadOnlySpan<byte> payload)
{
    public const byte Text = 1;
    public const byte Close = 8;
    public const byte Ping = 9;
    public const byte Pong = 10;

    private const int MaxPayloadBytes = 1 << 20;
    private const byte Final = 0x80;
    private const byte Length16 = 126;
    private const byte Length64 = 127;

    public byte Opcode { get; } = opcode;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out ServerFrame frame, out int consumed)
    {
        frame = default;
        consumed = 0;
        if (source.Length < 2) return OperationStatus.NeedMoreData;
        // Final, no reserved bit; the second byte's top bit would be a mask.
        if ((source[0] & 0xF0) != Final || source[1] > Length64) return OperationStatus.InvalidData;
        var head = source[1] switch { Length16 => 4, Length64 => 10, _ => 2 };
        if (source.Length < head) return OperationStatus.NeedMoreData;
        var length = source[1] switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(source[2..]),
            Length64 => BinaryPrimitives.ReadUInt64BigEndian(source[2..]),
            var small => small,
        };
        if (length > MaxPayloadBytes) return OperationStatus.InvalidData;
        if ((ulong)(source.Length - head) < length) return OperationStatus.NeedMoreData;
        frame = new ServerFrame((byte)(source[0] & 0x0F), source.Slice(head, (int)length));
        consumed = head + (int)length;
        return OperationStatus.Done;
    }

    /// <summary>Writes one as a server would.</summary>
    public static byte[] Write(byte opcode, ReadOnlySpan<byte> payload)
    {
        var head = payload.Length < Length16 ? 2 : 4;
        var frame = new byte[head + payload.Length];
        frame[0] = (byte)(Final | opcode);
        frame[1] = head == 2 ? (byte)payload.Length : Length16;
        if (head == 4) BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), checked((ushort)payload.Length));
        payload.CopyTo(frame.AsSpan(head));
        return frame;
    }
}
