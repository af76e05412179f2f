using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>Whole, unmasked frames: what a server sends.</summary>
internal static class WebSocketFrames
{
    /// <summary>RFC 6455 5.5.2, without a payload: is anybody there?</summary>
    public static ReadOnlySpan<byte> Ping => [0x89, 0];

    public static void Write(IBufferWriter<byte> writer, WebSocketOpcode opcode, ReadOnlySpan<byte> payload) =>
        writer.Advance(Write(writer.GetSpan(WebSocketFrameHeader.MaxUnmaskedLength + payload.Length), opcode, payload));

    /// <summary>How many bytes it took.</summary>
    public static int Write(Span<byte> destination, WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        var header = WebSocketFrameHeader.Write(destination, opcode, payload.Length);
        payload.CopyTo(destination[header..]);
        return header + payload.Length;
    }

    /// <summary>RFC 6455 5.5.1: status, then the reason in words.</summary>
    public static byte[] Close(ushort status, string reason)
    {
        var payload = new byte[Math.Min(WebSocketFrameHeader.MaxControlPayload, 2 + reason.Length)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, status);
        Encoding.ASCII.GetBytes(reason.AsSpan(0, payload.Length - 2), payload.AsSpan(2));
        var frame = new byte[2 + payload.Length];
        Write(frame, WebSocketOpcode.Close, payload);
        return frame;
    }
}
