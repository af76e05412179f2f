namespace Rooms.Contracts.Registry;

/// <summary>A key to be made; whoever asks has made its secret and gives the SHA-256 of it.</summary>
[GenerateSerializer, Immutable, Alias("rooms.NewApiKey")]
public sealed record NewApiKey(
    [property: Id(0)] string Id,
    [property: Id(1)] string App,
    [property: Id(2)] string Name,
    [property: Id(3)] Roles Roles,
    [property: Id(4)] DateTimeOffset? ExpiresAt,
    [property: Id(5)] string Hash);
