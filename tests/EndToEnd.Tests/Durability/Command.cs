namespace Rooms.EndToEnd.Tests.Durability;

internal enum CommandKind
{
    CreateRoom,
    Like,
    Gift,
    Message,
}

/// <summary>
/// One command of a writer, with its Idempotency-Key. <paramref name="Mark"/> is unique: the room's id, the gift's order id or the message's text,
/// so that its effect can be found. Count: likes or gifts.
/// </summary>
internal sealed record Command(CommandKind Kind, string Room, string Mark, int Count, string IdempotencyKey);
