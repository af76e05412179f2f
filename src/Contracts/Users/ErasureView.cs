namespace Rooms.Contracts.Users;

/// <summary>How far erasing a user's texts has come. <paramref name="Left"/>: inboxes and rooms that still may hold some.</summary>
[GenerateSerializer, Immutable, Alias("rooms.ErasureView")]
public sealed record ErasureView([property: Id(0)] bool IsDone, [property: Id(1)] int Left);
