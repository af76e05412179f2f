namespace Rooms.Contracts.Feeds;

/// <summary>One sequence of numbered events that clients follow. <paramref name="Key"/> is that of the grain which numbers them.</summary>
[GenerateSerializer, Immutable, Alias("rooms.FeedId")]
public readonly record struct FeedId([property: Id(0)] FeedKind Kind, [property: Id(1)] string Key)
{
    public static FeedId Room(string app, string room) => new(FeedKind.Room, Ids.Key(app, room));

    public static FeedId Inbox(string app, string user) => new(FeedKind.Inbox, Ids.Key(app, user));

    public override string ToString() => $"{Kind}:{Key}";
}
