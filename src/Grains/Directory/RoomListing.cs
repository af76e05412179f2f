using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Directory;

/// <summary>
/// A room's row in the lists, written in the transaction of the event that changed it. The store numbers rooms in the order of their commits.
/// <paramref name="ClosedAt"/> null: not closed.
/// </summary>
public sealed record RoomListing(string App, string Room, RoomScene Scene, RoomStatus Status, DateTimeOffset? ClosedAt, RoomView View)
{
    /// <summary>The append fails if the app then had more rooms that are not closed; 0: no limit.</summary>
    public int MaxRooms { get; init; }
}
