using System.Collections.Immutable;

namespace Rooms.Contracts.Webhooks;

/// <summary>Lanes to post. <paramref name="Pending"/>: events of the app that wait, these included.</summary>
[GenerateSerializer, Immutable, Alias("rooms.OutboxBatch")]
public sealed record OutboxBatch([property: Id(0)] ImmutableArray<OutboxLane> Lanes, [property: Id(1)] long Pending)
{
    /// <summary>How long taken lanes are nobody else's.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
}
