namespace Rooms.Grains.Rooms;

/// <summary>
/// Gifts of one kind from one giver to one receiver in quick succession, which clients animate as one thing. <paramref name="Id"/>: the number of the
/// first one's event. <paramref name="Count"/>: so many so far.
/// </summary>
internal sealed record GiftCombo(long Id, long Count);
