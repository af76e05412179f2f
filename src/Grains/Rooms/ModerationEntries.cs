namespace Rooms.Grains.Rooms;

// Entries of moderation, all numbered: clients act on them. User is who decided.
internal sealed record MemberMuted(string Member, DateTimeOffset Until, string Reason) : RoomEntry;

internal sealed record MemberUnmuted(string Member) : RoomEntry;

internal sealed record MemberBanned(string Member, DateTimeOffset Until, string Reason) : RoomEntry;

internal sealed record MemberUnbanned(string Member) : RoomEntry;

internal sealed record MemberKicked(string Member, string Reason) : RoomEntry;

internal sealed record ModeratorAdded(string Member) : RoomEntry;

internal sealed record ModeratorRemoved(string Member) : RoomEntry;
