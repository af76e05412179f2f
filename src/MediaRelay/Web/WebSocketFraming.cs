using Rooms.MediaRelay.Frames;
using Rooms.Wire.WebSocket;

namespace Rooms.MediaRelay.Web;

/// <summary>Each block is one binary message.</summary>
internal sealed class WebSocketFraming : IBlockFraming
{
    public static readonly WebSocketFraming Instance = new();

    public int Headroom => WebSocketFrameHeader.MaxUnmaskedLength;

    public void Enclose(Block block)
    {
        Span<byte> header = stackalloc byte[WebSocketFrameHeader.MaxUnmaskedLength];
        block.Prepend(header[..WebSocketFrameHeader.Write(header, WebSocketOpcode.Binary, block.Length)]);
    }
}
