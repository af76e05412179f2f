using Rooms.Wire.WebSocket;

namespace Rooms.Wire.Tests.WebSocket;

/// <summary>Frames as a client sends them.</summary>
internal static class ClientFrames
{
    private const uint Mask = 0x37FA213D;

    public static byte[] Of(WebSocketOpcode opcode, ReadOnlySpan<byte> payload, bool isFinal = true, bool isMasked = true)
    {
        var header = new byte[WebSocketFrameHeader.MaxUnmaskedLength];
        var length = WebSocketFrameHeader.Write(header, opcode, payload.Length);
        if (!isFinal) header[0] &= 0x7F;
        if (!isMasked) return [.. header[..length], .. payload];
        header[1] |= 0x80;
        var masked = payload.ToArray();
        WebSocketFrameHeader.ApplyMask(masked, Mask);
        return [.. header[..length], 0x37, 0xFA, 0x21, 0x3D, .. masked];
    }
}
