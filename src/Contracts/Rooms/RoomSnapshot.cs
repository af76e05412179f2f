namespace Rooms.Contracts.Rooms;

/// <summary>A room and what the caller may do in it, of one moment: what a new subscriber begins with. Events after <see cref="RoomView.Seq"/> follow.</summary>
[GenerateSerializer, Immutable, Alias("rooms.RoomSnapshot")]
public sealed record RoomSnapshot(
    [property: Id(0)] RoomView Room,
    [property: Id(1)] RoomRights Rights,
    [property: Id(2)] CardList Cards,
    [property: Id(3)] DateTimeOffset At);

/// <summary>
/// What a caller may do. <paramref name="Role"/>: creator, moderator, anchor, audience, or none for who has not joined. <paramref name="MutedUntil"/>: of
/// the caller alone; a muted room shows in <see cref="RoomSettings.IsMuted"/>. <paramref name="SlowModeSeconds"/>: 0 for whom it does not bind.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.RoomRights")]
public sealed record RoomRights(
    [property: Id(0)] string Role,
    [property: Id(1)] bool MayChat,
    [property: Id(2)] bool MayModerate,
    [property: Id(3)] DateTimeOffset? MutedUntil,
    [property: Id(4)] int SlowModeSeconds)
{
    /// <summary>The <see cref="Role"/> of who has no place in the room.</summary>
    public const string NoRole = "none";
}
