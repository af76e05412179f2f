using System.Buffers;
using Rooms.Gateway.Push.Sockets;
using Rooms.Wire.Goim;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Compat.Goim.Sessions;

/// <summary>A goim v1 connection: packets over TCP, JSON over WebSocket (v1.2 comet/tcp.go, websocket.go, operation.go, logic/auth.go).</summary>
internal sealed class GoimV1Session(GoimParts parts, GoimForm form) : GoimSession(parts, form)
{
    // "only for debug", and what every client of it is in.
    private const string DefaultRoom = "1";

    /// <summary>v1 has no list of operations.</summary>
    protected override bool Accepts(int operation) => true;

    public override void OnOpened(PushHandshake handshake) => Connection.SetDeadline(Parts.V1.HandshakeTime);

    public override int OnData(ReadOnlySpan<byte> bytes)
    {
        switch (GoimPacket.TryRead(bytes, GoimPacket.MaxBodyV1, out var packet, out var consumed))
        {
            case OperationStatus.Done:
                OnPacket(packet.Version, packet.Operation, packet.Sequence, packet.Body);
                break;
            case OperationStatus.InvalidData:
                Connection.Close(PushEnds.ProtocolError);
                break;
        }
        return consumed;
    }

    public override void OnMessage(WebSocketOpcode kind, ReadOnlySpan<byte> payload)
    {
        if (GoimJson.TryRead(payload, out var packet)) OnPacket(packet.Version, packet.Operation, packet.Sequence, packet.Body);
        else Connection.Close(PushEnds.ProtocolError, WebSocketStatus.ProtocolError);
    }

    private void OnPacket(short version, int operation, int sequence, ReadOnlySpan<byte> body)
    {
        switch (operation)
        {
            case GoimOperations.Auth when !IsAuthenticated:
                Authenticate(version, sequence, body);
                break;
            case GoimOperations.Heartbeat when IsAuthenticated:
                KeepFor(Parts.V1.SilentTime);
                Send(version, GoimOperations.HeartbeatReply, sequence, []);
                break;
            case GoimOperations.SendMessage when IsAuthenticated:
                Send(version, GoimOperations.SendMessageReply, sequence, body);
                break;
            case GoimV1Operations.Test when IsAuthenticated:
                Send(version, GoimV1Operations.TestReply, sequence, """{"test":"come on"}"""u8);
                break;
            default:
                Connection.Close(PushEnds.ProtocolError, WebSocketStatus.PolicyViolation);
                break;
        }
    }

    // A token that is no number is user 0, in no room.
    private void Authenticate(short version, int sequence, ReadOnlySpan<byte> token)
    {
        var isUser = GoimNumber.TryRead(token, out var user);
        Register(isUser ? user : 0, key: null, isUser ? RoomKeys.Join(Parts.V1.RoomType, DefaultRoom) : "", () =>
        {
            Send(version, GoimOperations.AuthReply, sequence, []);
            KeepFor(Parts.V1.SilentTime);
        });
    }

    private void Send(short version, int operation, int sequence, ReadOnlySpan<byte> body) => Connection.Send(GoimFeedForm.Frame(
        Form,
        Form == GoimForm.V1Json ? GoimFrames.Array(new GoimJson(version, operation, sequence, body)) : GoimFrames.Packet(version, operation, body, sequence)));
}
