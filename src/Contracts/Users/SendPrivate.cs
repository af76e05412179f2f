namespace Rooms.Contracts.Users;

/// <summary>A message to another user. <paramref name="Data"/> is JSON of any kind, or null.</summary>
[GenerateSerializer, Immutable, Alias("rooms.SendPrivate")]
public sealed record SendPrivate(
    [property: Id(0)] string To,
    [property: Id(1)] string Type,
    [property: Id(2)] string? Text,
    [property: Id(3)] string? Data);
