using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Tests.Push.Support;

/// <summary>Frames as a client writes and reads them.</summary>
internal static class WebSocketPeer
{
    public static byte[] Text(string text, bool isFinal = true) => Frame(WebSocketOpcode.Text, Encoding.UTF8.GetBytes(text), isFinal);

    public static byte[] Frame(WebSocketOpcode opcode, byte[] payload, bool isFinal = true)
    {
        var header = new byte[WebSocketFrameHeader.MaxUnmaskedLength];
        var length = WebSocketFrameHeader.Write(header, opcode, payload.Length);
        if (!isFinal) header[0] &= 0x7F;
        header[1] |= 0x80;
        // Masked with zero.
        return [.. header[..length], 0, 0, 0, 0, .. payload];
    }

    public static async Task<(WebSocketOpcode Opcode, byte[] Payload)> ReadFrameAsync(this PushClient client)
    {
        var bytes = await client.ReadAsync(2);
        WebSocketFrameHeader header;
        while (WebSocketFrameHeader.TryRead(bytes, out header, out _) == OperationStatus.NeedMoreData) bytes = [.. bytes, .. await client.ReadAsync(1)];
        return (header.Opcode, await client.ReadAsync((int)header.PayloadLength));
    }

    public static async Task<(int Status, string Reason)> ReadCloseAsync(this PushClient client)
    {
        var (opcode, payload) = await client.ReadFrameAsync();
        Assert.Equal(WebSocketOpcode.Close, opcode);
        return (BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.ASCII.GetString(payload.AsSpan(2)));
    }
}
