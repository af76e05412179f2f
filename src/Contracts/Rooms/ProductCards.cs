using System.Collections.Immutable;

namespace Rooms.Contracts.Rooms;

/// <summary>A product that is shown beside the picture. <paramref name="Data"/> is JSON of any kind, or null.</summary>
[GenerateSerializer, Immutable, Alias("rooms.ProductCard")]
public sealed record ProductCard(
    [property: Id(0)] string Id,
    [property: Id(1)] string Title,
    [property: Id(2)] string? Image,
    [property: Id(3)] string? Url,
    [property: Id(4)] string? Price,
    [property: Id(5)] DateTimeOffset? EndsAt,
    [property: Id(6)] string? Data);

/// <summary>
/// A room's cards in their order. <paramref name="Pinned"/>: the id of the one that is shown large. <paramref name="MediaTime"/>: where the stream stood
/// when they were set, in milliseconds, so that a late viewer sees them with their picture; null: none was live. <paramref name="At"/>: null while none
/// were ever set.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.CardList")]
public sealed record CardList(
    [property: Id(0)] ImmutableArray<ProductCard> Cards,
    [property: Id(1)] string? Pinned,
    [property: Id(2)] long? MediaTime,
    [property: Id(3)] DateTimeOffset? At)
{
    public static readonly CardList Empty = new([], null, null, null);
}

/// <summary>Replaces all cards. <paramref name="MediaTime"/> null: nobody knows.</summary>
[GenerateSerializer, Immutable, Alias("rooms.SetCards")]
public sealed record SetCards(
    [property: Id(0)] ImmutableArray<ProductCard> Cards,
    [property: Id(1)] string? Pinned,
    [property: Id(2)] long? MediaTime);
