namespace Rooms.Contracts.Registry;

/// <summary>A key that speaks for an app, or with an empty <paramref name="App"/> for an operator. <paramref name="Previous"/>: the secret before, for its grace.</summary>
[GenerateSerializer, Immutable, Alias("rooms.ApiKey")]
public sealed record ApiKey(
    [property: Id(0)] string Id,
    [property: Id(1)] string App,
    [property: Id(2)] string Name,
    [property: Id(3)] Roles Roles,
    [property: Id(4)] DateTimeOffset MadeAt,
    [property: Id(5)] DateTimeOffset? ExpiresAt,
    [property: Id(6)] Credential Current,
    [property: Id(7)] Credential? Previous);
