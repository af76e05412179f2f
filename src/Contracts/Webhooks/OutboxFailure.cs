namespace Rooms.Contracts.Webhooks;

/// <summary>A failed attempt. <paramref name="RetryAfter"/> null: given up.</summary>
[GenerateSerializer, Immutable, Alias("rooms.OutboxFailure")]
public sealed record OutboxFailure(
    [property: Id(0)] long Id,
    [property: Id(1)] string Error,
    [property: Id(2)] TimeSpan? RetryAfter)
{
    /// <summary>Longer errors are cut.</summary>
    public const int MaxError = 300;
}
