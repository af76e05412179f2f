namespace Rooms.Wire.Goim;

/// <summary>Operations of goim v2 (api/protocol/operation.go). Up to <see cref="AuthReply"/> v1 has the same numbers; see <see cref="GoimV1Operations"/>.</summary>
public static class GoimOperations
{
    public const int Handshake = 0;
    public const int HandshakeReply = 1;
    public const int Heartbeat = 2;
    public const int HeartbeatReply = 3;
    public const int SendMessage = 4;
    public const int SendMessageReply = 5;
    public const int DisconnectReply = 6;
    public const int Auth = 7;
    public const int AuthReply = 8;

    /// <summary>Its body is packets, one behind the other.</summary>
    public const int Raw = 9;

    public const int ChangeRoom = 12;
    public const int ChangeRoomReply = 13;
    public const int Subscribe = 14;
    public const int SubscribeReply = 15;
    public const int Unsubscribe = 16;
    public const int UnsubscribeReply = 17;
}
