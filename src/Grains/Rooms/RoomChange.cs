using Rooms.Grains.Journal;

namespace Rooms.Grains.Rooms;

/// <summary>What one command to a room would write. The default budget has no bound.</summary>
internal sealed class RoomChange(RoomState before, DateTimeOffset now, DeliveryBudget budget = default) : JournalChange<RoomEntry, RoomState>(before, now)
{
    /// <summary>How many rooms the app may have with this one; 0: no limit.</summary>
    public int MaxRooms { get; set; }

    /// <summary>What is left after this change's events.</summary>
    public DeliveryBudget Budget => budget.Take(Entries.Count(entry => entry.Number is not null));
}
