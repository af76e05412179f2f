using System.Collections.Immutable;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>The cards are these now. <paramref name="Cards"/> null: as they were, with another one pinned.</summary>
internal sealed record CardsSet(ImmutableArray<ProductCard>? Cards, string? Pinned, long? MediaTime) : RoomEntry;
