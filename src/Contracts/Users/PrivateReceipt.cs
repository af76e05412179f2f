namespace Rooms.Contracts.Users;

/// <summary><paramref name="Seq"/>: the number of the message in the sender's own inbox. <paramref name="Id"/>: the same in both inboxes.</summary>
[GenerateSerializer, Immutable, Alias("rooms.PrivateReceipt")]
public sealed record PrivateReceipt([property: Id(0)] long Seq, [property: Id(1)] string Id);
