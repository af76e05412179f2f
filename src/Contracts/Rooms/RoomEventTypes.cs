namespace Rooms.Contracts.Rooms;

/// <summary>Event types of a room's log (rooms-v1 section 2).</summary>
public static class RoomEventTypes
{
    public const string RoomCreated = "room.created";
    public const string RoomOpened = "room.opened";
    public const string RoomUpdated = "room.updated";
    public const string RoomClosed = "room.closed";
    public const string RoomCounters = "room.counters";
    public const string MemberJoined = "member.joined";
    public const string MemberLeft = "member.left";
    public const string MemberMuted = "member.muted";
    public const string MemberUnmuted = "member.unmuted";
    public const string MemberBanned = "member.banned";
    public const string MemberUnbanned = "member.unbanned";
    public const string MemberKicked = "member.kicked";
    public const string ModeratorAdded = "moderator.added";
    public const string ModeratorRemoved = "moderator.removed";
    public const string StreamStarted = "stream.started";
    public const string StreamLost = "stream.lost";
    public const string StreamEnded = "stream.ended";
    public const string StreamUnhealthy = "stream.unhealthy";
    public const string StreamRecovered = "stream.recovered";
    public const string Gift = "gift";
    public const string Message = "message";
    public const string MessageRecalled = "message.recalled";
    public const string MessagesErased = "messages.erased";
    public const string RoomCards = "room.cards";
    public const string Typing = "typing";
}
