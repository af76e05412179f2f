using System.Collections.Immutable;

namespace Rooms.Contracts.Webhooks;

/// <summary>Events that are told one after the other, oldest first. <paramref name="Lease"/> proves that it was taken by who reports.</summary>
[GenerateSerializer, Immutable, Alias("rooms.OutboxLane")]
public sealed record OutboxLane(
    [property: Id(0)] string Lane,
    [property: Id(1)] long Lease,
    [property: Id(2)] ImmutableArray<OutboxEvent> Events);
