namespace Rooms.Contracts.Registry;

/// <summary>An app that an operator made. <paramref name="Previous"/>: the secret before, for its grace.</summary>
[GenerateSerializer, Immutable, Alias("rooms.StoredApp")]
public sealed record StoredApp(
    [property: Id(0)] string Name,
    [property: Id(1)] DateTimeOffset MadeAt,
    [property: Id(2)] Credential Current,
    [property: Id(3)] Credential? Previous);
