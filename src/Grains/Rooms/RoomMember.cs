namespace Rooms.Grains.Rooms;

internal sealed record RoomMember(string User, bool IsAnchor, DateTimeOffset JoinedAt)
{
    public const string Anchor = "anchor";
    public const string Audience = "audience";

    public string Role => IsAnchor ? Anchor : Audience;
}
