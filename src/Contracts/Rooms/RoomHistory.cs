using System.Collections.Immutable;

namespace Rooms.Contracts.Rooms;

/// <summary>
/// A page of what was said, newest first. <paramref name="Before"/>: numbers below it; 0: from the newest on. <paramref name="Kinds"/>: event types out
/// of message and gift; empty: both.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.HistoryQuery")]
public sealed record HistoryQuery([property: Id(0)] long Before, [property: Id(1)] int Limit, [property: Id(2)] ImmutableArray<string> Kinds);

/// <summary>
/// <paramref name="Next"/>: the next page's <c>before</c>; null at the end of what is kept. A page may have fewer than were asked for, even none, and
/// still have a next one: other events lie between.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.HistoryPage")]
public sealed record HistoryPage([property: Id(0)] ImmutableArray<HistoryItem> Items, [property: Id(1)] long? Next);

/// <summary>
/// Something that was said. <paramref name="Kind"/>: the event's type, message or gift. <paramref name="Type"/>: a message's own type; gift for a gift,
/// whose <paramref name="Data"/> is that of its event. One that <paramref name="IsRecalled"/> has neither text nor data.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.HistoryItem")]
public sealed record HistoryItem(
    [property: Id(0)] long Seq,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Type,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string? User,
    [property: Id(5)] string? Text,
    [property: Id(6)] string? Data,
    [property: Id(7)] bool IsRecalled);
