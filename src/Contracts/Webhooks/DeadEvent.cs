namespace Rooms.Contracts.Webhooks;

/// <summary>An event that was given up, with the last attempt's error.</summary>
[GenerateSerializer, Immutable, Alias("rooms.DeadEvent")]
public sealed record DeadEvent(
    [property: Id(0)] long Id,
    [property: Id(1)] string EventId,
    [property: Id(2)] string Type,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] DateTimeOffset DiedAt,
    [property: Id(5)] int Attempts,
    [property: Id(6)] string Error,
    [property: Id(7)] byte[] Body);
