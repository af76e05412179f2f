namespace Rooms.Grains.Journal;

/// <summary>
/// One stored entry. Positions rise by one an entry; <paramref name="Number"/> is the grain's own number of entries that its clients can ask for
/// (a room's event number), null for the others. <paramref name="Version"/> is that of the payload's form.
/// </summary>
public readonly record struct JournalRow(long Position, long? Number, int Version, byte[] Payload);
