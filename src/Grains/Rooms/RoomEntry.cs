using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Streams;
using Rooms.Grains.Journal;

namespace Rooms.Grains.Rooms;

/// <summary>One fact of a room's journal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Created), "created")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Updated), "updated")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(CountersTold), "counters")]
[JsonDerivedType(typeof(MemberJoined), "joined")]
[JsonDerivedType(typeof(MemberLeft), "left")]
[JsonDerivedType(typeof(JoinsTold), "joins")]
[JsonDerivedType(typeof(LeavesTold), "leaves")]
[JsonDerivedType(typeof(Liked), "liked")]
[JsonDerivedType(typeof(GiftSent), "gift")]
[JsonDerivedType(typeof(MessageSent), "message")]
[JsonDerivedType(typeof(StreamAdded), "added")]
[JsonDerivedType(typeof(StreamRemoved), "removed")]
[JsonDerivedType(typeof(StreamBanned), "banned")]
[JsonDerivedType(typeof(StreamMoved), "stream")]
[JsonDerivedType(typeof(StreamJudged), "health")]
[JsonDerivedType(typeof(StreamCut), "cut")]
[JsonDerivedType(typeof(MemberMuted), "mute")]
[JsonDerivedType(typeof(MemberUnmuted), "unmute")]
[JsonDerivedType(typeof(MemberBanned), "ban")]
[JsonDerivedType(typeof(MemberUnbanned), "unban")]
[JsonDerivedType(typeof(MemberKicked), "kick")]
[JsonDerivedType(typeof(ModeratorAdded), "mod")]
[JsonDerivedType(typeof(ModeratorRemoved), "unmod")]
[JsonDerivedType(typeof(CardsSet), "cards")]
[JsonDerivedType(typeof(TypingTold), "typing")]
[JsonDerivedType(typeof(MessageRecalled), "recalled")]
[JsonDerivedType(typeof(MessagesErased), "erased")]
internal abstract record RoomEntry : JournalFact
{
    /// <summary>Who did it.</summary>
    public string? User { get; init; }

    /// <summary>Whether the room's row in the lists shows it.</summary>
    [JsonIgnore]
    public virtual bool IsListed => false;
}

internal sealed record Created(RoomScene Scene, string Name, string Info, string Cover, string Custom, ChangeSettings? Settings = null) : RoomEntry
{
    public override bool IsListed => true;
}

internal sealed record Opened : RoomEntry
{
    public override bool IsListed => true;
}

internal sealed record Updated(string? Name, string? Info, string? Cover, string? Custom, ChangeSettings? Settings = null) : RoomEntry
{
    public override bool IsListed => true;
}

internal sealed record Closed(string Reason) : RoomEntry
{
    public override bool IsListed => true;
}

/// <summary>The merged event of all counters, once a second at most.</summary>
internal sealed record CountersTold(ImmutableSortedDictionary<string, long> Counters, int Audience, int Peak = 0) : RoomEntry
{
    public override bool IsListed => true;
}

/// <summary>Unnumbered in large rooms, where <see cref="JoinsTold"/> tells of many at once.</summary>
internal sealed record MemberJoined(string Member, string Role) : RoomEntry;

internal sealed record MemberLeft(string Member) : RoomEntry;

internal sealed record JoinsTold(int Count) : RoomEntry;

internal sealed record LeavesTold(int Count) : RoomEntry;

internal sealed record Liked(long Count) : RoomEntry;

internal sealed record GiftSent(string Gift, int Count, string? OrderId, string? To, string From, GiftCombo? Combo = null) : RoomEntry;

/// <summary>Recalled: without text and data, at its old place.</summary>
internal sealed record MessageSent(
    string Type, string? Text, string? Data, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsRecalled = false) : RoomEntry;

internal sealed record StreamAdded(string StreamId, string Name, string? Node) : RoomEntry
{
    public override bool IsListed => true;
}

internal sealed record StreamRemoved(string StreamId, string Reason) : RoomEntry
{
    public override bool IsListed => true;
}

internal sealed record StreamBanned(string StreamId, DateTimeOffset Until, string Reason) : RoomEntry;

/// <summary>The stream's status changed; <paramref name="Change"/> is the pusher grain's number, 0 when the room itself ended it.</summary>
internal sealed record StreamMoved(string StreamId, long Change, StreamStatus Status, string? Node, string Reason) : RoomEntry
{
    public override bool IsListed => true;
}

/// <summary>The stream has become unhealthy, or has recovered.</summary>
internal sealed record StreamJudged(string StreamId, bool IsHealthy, string Code, string Reason) : RoomEntry;

/// <summary>The pusher grain has taken the order to cut the stream.</summary>
internal sealed record StreamCut(string StreamId) : RoomEntry;
