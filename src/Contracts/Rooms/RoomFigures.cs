using System.Collections.Immutable;

namespace Rooms.Contracts.Rooms;

/// <summary>
/// What a room's delivery costs and refuses, since its grain was activated. <paramref name="MessagesPerSecond"/>: the budget; <paramref name="Left"/>: what
/// is left of it now, below 0 after much that always passes. <paramref name="MergedMoves"/>: joins and leaves that were merged. <paramref name="Refused"/>: by
/// code. <paramref name="Gateways"/>: processes that follow. <paramref name="Polls"/>: long polls that wait.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.RoomFigures")]
public sealed record RoomFigures(
    [property: Id(0)] DateTimeOffset Since,
    [property: Id(1)] int MessagesPerSecond,
    [property: Id(2)] int Left,
    [property: Id(3)] long MergedMoves,
    [property: Id(4)] ImmutableSortedDictionary<string, long> Refused,
    [property: Id(5)] int Gateways,
    [property: Id(6)] int Polls);
