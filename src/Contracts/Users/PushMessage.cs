namespace Rooms.Contracts.Users;

/// <summary>What an app's backend puts into an inbox. <paramref name="Id"/> is the app's own, or null. <paramref name="Data"/> is JSON of any kind, or null.</summary>
[GenerateSerializer, Immutable, Alias("rooms.PushMessage")]
public sealed record PushMessage(
    [property: Id(0)] string? Id,
    [property: Id(1)] string Type,
    [property: Id(2)] string? Text,
    [property: Id(3)] string? Data);
