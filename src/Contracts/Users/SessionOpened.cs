using System.Collections.Immutable;

namespace Rooms.Contracts.Users;

/// <summary><paramref name="IsReplaced"/>: a newer session has its place, and it must end. <paramref name="Displaced"/>: sessions that end for it.</summary>
[GenerateSerializer, Immutable, Alias("rooms.SessionOpened")]
public sealed record SessionOpened(
    [property: Id(0)] bool IsReplaced,
    [property: Id(1)] DateTimeOffset OpenedAt,
    [property: Id(2)] ImmutableArray<string> Displaced);
