namespace Rooms.Contracts.Users;

/// <summary>
/// A private message on its way. <paramref name="Send"/> is the sender's own count of messages, over all receivers: what is not above the last one of
/// that sender has been delivered already.
/// </summary>
[GenerateSerializer, Immutable, Alias("rooms.PrivateMessage")]
public sealed record PrivateMessage(
    [property: Id(0)] string Id,
    [property: Id(1)] string From,
    [property: Id(2)] long Send,
    [property: Id(3)] string Type,
    [property: Id(4)] string? Text,
    [property: Id(5)] string? Data);
