using System.Collections.Immutable;

namespace Rooms.Contracts.Apps;

/// <summary>What one node carries of one app. <paramref name="Publishing"/>: ids of streams on air there.</summary>
[GenerateSerializer, Immutable, Alias("rooms.AppReport")]
public sealed record AppReport(
    [property: Id(0)] string Node,
    [property: Id(1)] ImmutableArray<string> Publishing,
    [property: Id(2)] int Viewers,
    [property: Id(3)] ImmutableArray<StreamCounters> Counters);

/// <summary>
/// A stream's counters since it began at its node. <paramref name="Epoch"/> names that beginning: counters only rise within it, so that a report that is
/// lost, repeated or late changes nothing in the end. <paramref name="IsFinal"/>: they rise no more; sent until they are stored.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.StreamCounters")]
public sealed record StreamCounters(
    [property: Id(0)] string Epoch,
    [property: Id(1)] string Room,
    [property: Id(2)] ImmutableSortedDictionary<string, long> Counters,
    [property: Id(3)] int PeakViewers,
    [property: Id(4)] bool IsFinal);

/// <summary><paramref name="Stored"/>: epochs that are over and on disk; the node may forget them.</summary>
[GenerateSerializer, Immutable, Alias("rooms.AppStanding")]
public sealed record AppStanding(
    [property: Id(0)] int ViewersElsewhere,
    [property: Id(1)] long BytesToday,
    [property: Id(2)] ImmutableArray<string> Stored);

/// <summary>One amount of <see cref="UsageKinds"/>. <paramref name="Day"/>: <see cref="DateOnly.DayNumber"/>, UTC.</summary>
[GenerateSerializer, Immutable, Alias("rooms.UsageAmount")]
public sealed record UsageAmount(
    [property: Id(0)] int Day,
    [property: Id(1)] string Room,
    [property: Id(2)] string Kind,
    [property: Id(3)] long Amount);
