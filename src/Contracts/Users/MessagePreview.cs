namespace Rooms.Contracts.Users;

/// <summary>The beginning of a message, at most <see cref="MaxText"/> characters.</summary>
[GenerateSerializer, Immutable, Alias("rooms.MessagePreview")]
public sealed record MessagePreview([property: Id(0)] string Id, [property: Id(1)] string From, [property: Id(2)] string Type, [property: Id(3)] string? Text)
{
    public const int MaxText = 100;
}
