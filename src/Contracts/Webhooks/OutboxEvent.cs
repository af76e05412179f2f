namespace Rooms.Contracts.Webhooks;

/// <summary>
/// One event to post. <paramref name="Id"/> is the outbox' own and rises; <paramref name="EventId"/> is what receivers know it by, the same at every attempt.
/// <paramref name="Body"/>: the JSON as it is posted. <paramref name="Attempts"/>: those that failed.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.OutboxEvent")]
public sealed record OutboxEvent(
    [property: Id(0)] long Id,
    [property: Id(1)] string EventId,
    [property: Id(2)] string Type,
    [property: Id(3)] byte[] Body,
    [property: Id(4)] int Attempts);
