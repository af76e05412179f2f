using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Rooms.Gateway.Push.Sockets;
using Rooms.Wire.Goim;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Compat.Goim.Sessions;

/// <summary>A goim v2 connection, over TCP or WebSocket (internal/comet/server_tcp.go, server_websocket.go, operation.go).</summary>
internal sealed class GoimV2Session(GoimParts parts, GoimForm form) : GoimSession(parts, form)
{
    // goim has no bound; a list of 4 KiB has at most 2,048.
    private const int MaxAccepts = 4096;

    private const int OnlineBytes = 4;

    private ImmutableHashSet<int> accepts = [];

    protected override bool Accepts(int operation) => accepts.Contains(operation);

    public override void OnOpened(PushHandshake handshake) => Connection.SetDeadline(Parts.V2.HandshakeTime);

    public override int OnData(ReadOnlySpan<byte> bytes)
    {
        switch (GoimPacket.TryRead(bytes, GoimPacket.MaxBodyV2, out var packet, out var consumed))
        {
            case OperationStatus.Done:
                OnPacket(packet);
                break;
            case OperationStatus.InvalidData:
                Connection.Close(PushEnds.ProtocolError);
                break;
        }
        return consumed;
    }

    public override void OnMessage(WebSocketOpcode kind, ReadOnlySpan<byte> payload)
    {
        if (GoimPacket.TryReadMessage(payload, GoimPacket.MaxBodyV2, out var packet)) OnPacket(packet);
        else Connection.Close(PushEnds.ProtocolError, WebSocketStatus.ProtocolError);
    }

    private void OnPacket(GoimPacket packet)
    {
        if (!IsAuthenticated)
        {
            // Whatever else comes first is not answered.
            if (packet.Operation == GoimOperations.Auth) Authenticate(packet);
            return;
        }
        switch (packet.Operation)
        {
            case GoimOperations.Heartbeat:
                KeepFor(Parts.V2.SilentTime);
                SendOnline(packet);
                break;
            case GoimOperations.ChangeRoom:
                ChangeRoom(packet);
                break;
            case GoimOperations.Subscribe:
                Accept(packet, GoimOperations.SubscribeReply, (known, more) => known.Count + more.Count <= MaxAccepts ? known.Union(more) : known);
                break;
            case GoimOperations.Unsubscribe:
                Accept(packet, GoimOperations.UnsubscribeReply, (known, less) => known.Except(less));
                break;
            default:
                Reply(packet, packet.Operation, []);
                break;
        }
    }

    private void Authenticate(GoimPacket packet)
    {
        if (!GoimAuth.TryRead(packet.Body, out var auth))
        {
            Connection.Close(PushEnds.ProtocolError, WebSocketStatus.PolicyViolation);
            return;
        }
        accepts = [.. auth.Accepts];
        var (version, sequence) = (packet.Version, packet.Sequence);
        Register(auth.Mid, auth.Key.Length > 0 ? auth.Key : Guid.NewGuid().ToString(), auth.RoomId, () =>
        {
            Send(version, GoimOperations.AuthReply, sequence, []);
            KeepFor(Parts.V2.SilentTime);
        });
    }

    private void ChangeRoom(GoimPacket packet)
    {
        var (version, sequence, body) = (packet.Version, packet.Sequence, packet.Body.ToArray());
        ChangeRoom(Encoding.UTF8.GetString(body), () => Send(version, GoimOperations.ChangeRoomReply, sequence, body));
    }

    // A list that cannot be read changes nothing, and is answered all the same.
    private void Accept(GoimPacket packet, int reply, Func<ImmutableHashSet<int>, List<int>, ImmutableHashSet<int>> change)
    {
        var operations = new List<int>();
        if (GoimOperationList.TryRead(packet.Body, operations)) accepts = change(accepts, operations);
        var (version, sequence, body) = (packet.Version, packet.Sequence, packet.Body.ToArray());
        SeeToInbox(() => Send(version, reply, sequence, body));
    }

    private void SendOnline(GoimPacket packet)
    {
        Span<byte> online = stackalloc byte[OnlineBytes];
        BinaryPrimitives.WriteInt32BigEndian(online, RoomKey.Length > 0 ? Parts.Online.CountIn(RoomKey) : 0);
        Reply(packet, GoimOperations.HeartbeatReply, online);
    }

    private void Reply(GoimPacket packet, int operation, ReadOnlySpan<byte> body) => Send(packet.Version, operation, packet.Sequence, body);

    private void Send(short version, int operation, int sequence, ReadOnlySpan<byte> body) =>
        Connection.Send(GoimFeedForm.Frame(Form, GoimFrames.Packet(version, operation, body, sequence)));
}
