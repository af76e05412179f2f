using System.Buffers;
using System.Buffers.Binary;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>Messages for the session; pings and closes are answered here (RFC 6455 5.5).</summary>
internal sealed class WebSocketIntake(int maxMessageBytes) : PushIntake
{
    private const int MaxHeader = WebSocketFrameHeader.MaxUnmaskedLength + sizeof(uint);

    private readonly WebSocketReader reader = new(maxMessageBytes);

    public override int MaxIncomplete => maxMessageBytes + MaxHeader;

    public override int Take(PushConnection connection, Span<byte> bytes)
    {
        var used = 0;
        while (used < bytes.Length && connection.IsReading)
        {
            var status = reader.TryRead(bytes[used..], out var message, out var consumed);
            used += consumed;
            if (status == OperationStatus.NeedMoreData) break;
            if (status == OperationStatus.Done) Hand(connection, message);
            else connection.Close(ReasonOf(reader.CloseStatus), reader.CloseStatus);
        }
        return used;
    }

    public override void SayGoodbye(PushConnection connection, ushort status, string reason) =>
        connection.SendLast(WebSocketFrames.Close(status, reason));

    private static void Hand(PushConnection connection, WebSocketMessage message)
    {
        switch (message.Opcode)
        {
            case WebSocketOpcode.Ping:
                Span<byte> pong = stackalloc byte[WebSocketFrameHeader.MaxUnmaskedLength + WebSocketFrameHeader.MaxControlPayload];
                connection.Send(pong[..WebSocketFrames.Write(pong, WebSocketOpcode.Pong, message.Payload)]);
                break;
            case WebSocketOpcode.Pong:
                break;
            case WebSocketOpcode.Close:
                // 5.5.1: answered with the same status.
                connection.Close(PushEnds.PeerClosed, message.Payload.Length < 2 ? WebSocketStatus.Normal : BinaryPrimitives.ReadUInt16BigEndian(message.Payload));
                break;
            default:
                connection.Protocol.OnMessage(message.Opcode, message.Payload);
                break;
        }
    }

    private static string ReasonOf(ushort status) => status switch
    {
        WebSocketStatus.InvalidPayload => PushEnds.InvalidText,
        WebSocketStatus.MessageTooBig => PushEnds.TooLarge,
        _ => PushEnds.ProtocolError,
    };
}
