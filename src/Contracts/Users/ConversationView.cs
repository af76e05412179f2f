namespace Rooms.Contracts.Users;

/// <summary>
/// The messages with one peer. <paramref name="Unread"/> counts those that came after <paramref name="Read"/> and are still kept.
/// <paramref name="Last"/> null: its text was erased.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.ConversationView")]
public sealed record ConversationView(
    [property: Id(0)] string Peer,
    [property: Id(1)] int Unread,
    [property: Id(2)] long Read,
    [property: Id(3)] long LastSeq,
    [property: Id(4)] DateTimeOffset LastAt,
    [property: Id(5)] MessagePreview? Last);
