namespace Rooms.Grains.Journal;

/// <summary>
/// The grain's state after the entry at <paramref name="Position"/>. Written with it, entries up to there are deleted, but for those that are
/// numbered <paramref name="KeepFrom"/> or more.
/// </summary>
public sealed record JournalSnapshot(long Position, int Version, byte[] Payload, long KeepFrom);
