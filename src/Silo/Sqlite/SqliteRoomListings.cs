using Rooms.Contracts.Rooms;
using Rooms.Grains.Directory;

namespace Rooms.Silo.Sqlite;

internal sealed class SqliteRoomListings(SqliteStorage storage) : IRoomListings
{
    private long version;

    public long Version => Interlocked.Read(ref version);

    /// <summary>A commit changed a row.</summary>
    public void Changed() => Interlocked.Increment(ref version);

    public Task<IReadOnlyList<NumberedRoom>> PageAsync(
        string app, RoomScene? scene, RoomStatus? status, long below, int limit, CancellationToken cancellation) =>
        storage.Readers.ReadAsync(database => RoomRows.ReadPage(database, app, scene, status, below, limit), cancellation);
}
