using Rooms.Grains.Journal;

namespace Rooms.Grains.Rooms;

/// <summary>An order id that was counted, and the number of its gift event.</summary>
internal sealed record GiftOrder(string Key, long Seq, DateTimeOffset At) : IKeyed;
