using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Directory;

/// <summary>The read model of the room lists.</summary>
public interface IRoomListings
{
    /// <summary>Rises with every commit of this process that changed a row, so that a cached page can be told stale.</summary>
    long Version { get; }

    /// <summary>Rows with a number under <paramref name="below"/> (<see cref="long.MaxValue"/> for the first page), the highest first.</summary>
    Task<IReadOnlyList<NumberedRoom>> PageAsync(string app, RoomScene? scene, RoomStatus? status, long below, int limit, CancellationToken cancellation);
}
