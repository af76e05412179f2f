namespace Rooms.Contracts.Registry;

/// <summary>Who changed what. <paramref name="By"/>: <c>app/user</c>, an operator without app. <paramref name="Key"/>: the id of a key, where one was changed.</summary>
[GenerateSerializer, Immutable, Alias("rooms.AuditEntry")]
public sealed record AuditEntry(
    [property: Id(0)] long Seq,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string By,
    [property: Id(3)] string Action,
    [property: Id(4)] string App,
    [property: Id(5)] string? Key);
