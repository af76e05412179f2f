namespace Rooms.Grains.Journal;

/// <summary>A journal as it was opened: the header under the new epoch, the newest snapshot, and the entries after it.</summary>
public sealed record JournalImage(long Epoch, long Position, JournalSnapshot? Snapshot, IReadOnlyList<JournalRow> Tail);
