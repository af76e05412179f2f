namespace Rooms.Wire.WebSocket;

/// <summary>A whole message or a control frame; the payload lies in the reader's source, or in the reader until its next call.</summary>
public readonly ref struct WebSocketMessage(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
{
    public WebSocketOpcode Opcode { get; } = opcode;

    public ReadOnlySpan<byte> Payload { get; } = payload;
}
