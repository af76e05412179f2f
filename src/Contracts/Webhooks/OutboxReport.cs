using System.Collections.Immutable;

namespace Rooms.Contracts.Webhooks;

/// <summary>
/// What became of a taken lane: <paramref name="Told"/> are done; <paramref name="Failed"/>, if any, is the one after them that was not taken. What is not
/// named stays as it is.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.OutboxReport")]
public sealed record OutboxReport(
    [property: Id(0)] string Lane,
    [property: Id(1)] long Lease,
    [property: Id(2)] ImmutableArray<long> Told,
    [property: Id(3)] OutboxFailure? Failed);
