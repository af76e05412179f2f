using System.Collections.Immutable;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Streams;

namespace Rooms.Contracts.Rooms;

public enum RoomScene
{
    Live,
    Double,
    Multi,
    Desk,
}

public enum RoomStatus
{
    Created,
    Open,
    Closed,
}

/// <summary>A room as every surface shows it. <paramref name="Custom"/> is a JSON object. Members: at most <see cref="MaxMembersShown"/>, anchors first.</summary>
[GenerateSerializer, Immutable, Alias("rooms.RoomView")]
public sealed record RoomView(
    [property: Id(0)] string Id,
    [property: Id(1)] RoomScene Scene,
    [property: Id(2)] string Name,
    [property: Id(3)] string Info,
    [property: Id(4)] string Cover,
    [property: Id(5)] string Creator,
    [property: Id(6)] RoomStatus Status,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] int Audience,
    [property: Id(9)] ImmutableSortedDictionary<string, long> Counters,
    [property: Id(10)] string Custom,
    [property: Id(11)] ImmutableArray<MemberView> Members,
    [property: Id(12)] ImmutableArray<RoomStreamView> Streams,
    [property: Id(13)] long Seq)
{
    public const int MaxMembersShown = 200;

    // Null in rows of the room list that an older program wrote.
    [Id(14)]
    public RoomSettings Settings { get => field ?? RoomSettings.Default; init; } = RoomSettings.Default;

    /// <summary>The largest audience there was.</summary>
    [Id(15)]
    public int Peak { get; init; }
}

[GenerateSerializer, Immutable, Alias("rooms.MemberView")]
public sealed record MemberView([property: Id(0)] string User, [property: Id(1)] string Role, [property: Id(2)] DateTimeOffset JoinedAt);

[GenerateSerializer, Immutable, Alias("rooms.RoomStreamView")]
public sealed record RoomStreamView(
    [property: Id(0)] string StreamId,
    [property: Id(1)] string Name,
    [property: Id(2)] string User,
    [property: Id(3)] StreamStatus Status);

[GenerateSerializer, Immutable, Alias("rooms.CreateRoom")]
public sealed record CreateRoom(
    [property: Id(0)] RoomScene Scene,
    [property: Id(1)] string Name,
    [property: Id(2)] string Info,
    [property: Id(3)] string Cover,
    [property: Id(4)] string Custom,
    [property: Id(5)] ChangeSettings? Settings = null);

/// <summary>Null leaves a field as it is.</summary>
[GenerateSerializer, Immutable, Alias("rooms.UpdateRoom")]
public sealed record UpdateRoom(
    [property: Id(0)] string? Name,
    [property: Id(1)] string? Info,
    [property: Id(2)] string? Cover,
    [property: Id(3)] string? Custom,
    [property: Id(4)] ChangeSettings? Settings = null);

/// <summary><paramref name="User"/> null: the caller. Another user's place: admin and backend only. <paramref name="Role"/>: anchor or audience (default).</summary>
[GenerateSerializer, Immutable, Alias("rooms.JoinRoom")]
public sealed record JoinRoom([property: Id(0)] string? User, [property: Id(1)] string? Role);

/// <summary><paramref name="IsVouched"/>: the app lets its users report their own gifts; what holds for messages holds for who gives, too.</summary>
[GenerateSerializer, Immutable, Alias("rooms.SendGift")]
public sealed record SendGift(
    [property: Id(0)] string Gift,
    [property: Id(1)] int Count,
    [property: Id(2)] string? OrderId,
    [property: Id(3)] string? To,
    [property: Id(4)] string? From,
    [property: Id(5)] bool IsVouched = false);

/// <summary><paramref name="Data"/> is JSON of any kind, or null.</summary>
[GenerateSerializer, Immutable, Alias("rooms.SendMessage")]
public sealed record SendMessage([property: Id(0)] string Type, [property: Id(1)] string? Text, [property: Id(2)] string? Data);

[GenerateSerializer, Immutable, Alias("rooms.AddStream")]
public sealed record AddStream(
    [property: Id(0)] string? Name,
    [property: Id(1)] string? Isp,
    [property: Id(2)] string? Region,
    [property: Id(3)] string? Node);

[GenerateSerializer, Immutable, Alias("rooms.BanStream")]
public sealed record BanStream([property: Id(0)] string StreamId, [property: Id(1)] int Minutes, [property: Id(2)] string Reason);

/// <summary>What URLs are made of: the stream and the node that has it, or is to have it. <paramref name="Node"/> null: none is registered.</summary>
[GenerateSerializer, Immutable, Alias("rooms.StreamGrant")]
public sealed record StreamGrant(
    [property: Id(0)] string StreamId,
    [property: Id(1)] string RoomId,
    [property: Id(2)] string User,
    [property: Id(3)] string? Node,
    [property: Id(4)] StreamStatus Status,
    [property: Id(5)] DateTimeOffset CreatedAt);

/// <summary>One numbered event of a feed. <paramref name="Data"/> is a JSON object.</summary>
[GenerateSerializer, Immutable, Alias("rooms.RoomEventView")]
public sealed record RoomEventView(
    [property: Id(0)] long Seq,
    [property: Id(1)] string Type,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string? User,
    [property: Id(4)] string Data,
    [property: Id(5)] DeliveryClass Class = DeliveryClass.MustDeliver);

/// <summary>
/// <paramref name="Next"/>: the last number in the page, or <c>after</c> when it is empty. <paramref name="Oldest"/>: the oldest event still kept.
/// <paramref name="Last"/>: the newest there is, in the page or not. <paramref name="TickMilliseconds"/>: how long a gateway may gather events before it
/// sends them, 0-1000.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.EventPage")]
public sealed record EventPage(
    [property: Id(0)] ImmutableArray<RoomEventView> Events,
    [property: Id(1)] long Next,
    [property: Id(2)] long Oldest,
    [property: Id(3)] long Last = 0,
    [property: Id(4)] int TickMilliseconds = EventPage.DefaultTickMilliseconds)
{
    /// <summary>Nobody notices 20 ms in a chat; at 100 messages a second it halves the sends.</summary>
    public const int DefaultTickMilliseconds = 20;
}

/// <summary>A stream's life as the pusher grain saw it; <paramref name="Number"/> rises by one a change.</summary>
[GenerateSerializer, Immutable, Alias("rooms.StreamChange")]
public sealed record StreamChange(
    [property: Id(0)] string StreamId,
    [property: Id(1)] long Number,
    [property: Id(2)] StreamStatus Status,
    [property: Id(3)] string? Node,
    [property: Id(4)] string Reason);

/// <summary><paramref name="Code"/> and <paramref name="Reason"/> (a sentence) of an unhealthy stream's worst fault; empty for one that has recovered.</summary>
[GenerateSerializer, Immutable, Alias("rooms.StreamHealthChange")]
public sealed record StreamHealthChange(
    [property: Id(0)] string StreamId,
    [property: Id(1)] bool IsHealthy,
    [property: Id(2)] string Code,
    [property: Id(3)] string Reason);
