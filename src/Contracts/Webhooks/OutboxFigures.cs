namespace Rooms.Contracts.Webhooks;

/// <summary>
/// How an app's outbox stands. <paramref name="OldestAt"/>: the oldest event that waits. <paramref name="Dropped"/>: given up because too many waited.
/// <paramref name="LastError"/>: why what waits was not taken, else why the newest was given up; null: neither is there.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.OutboxFigures")]
public sealed record OutboxFigures(
    [property: Id(0)] long Pending,
    [property: Id(1)] DateTimeOffset? OldestAt,
    [property: Id(2)] long Dead,
    [property: Id(3)] long Dropped,
    [property: Id(4)] string? LastError = null);
