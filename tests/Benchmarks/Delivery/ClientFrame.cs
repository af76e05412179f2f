using System.Buffers.Binary;

namespace Rooms.Benchmarks.Delivery;

/// <summary>A frame as a client sends it. The mask is zero: RFC 6455 5.3 asks for one, and servers cannot tell.</summary>
internal static class ClientFrame
{
    private const int MaskBytes = 4;

    public static byte[] Write(byte opcode, ReadOnlySpan<byte> payload)
    {
        var head = payload.Length < 126 ? 2 : 4;
        var frame = new byte[head + MaskBytes + payload.Length];
        frame[0] = (byte)(0x80 | opcode);
        frame[1] = (byte)(0x80 | (head == 2 ? payload.Length : 126));
        if (head == 4) BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), checked((ushort)payload.Length));
        payload.CopyTo(frame.AsSpan(head + MaskBytes));
        return frame;
    }
}
