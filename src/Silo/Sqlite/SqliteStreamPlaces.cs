using Rooms.Contracts.Streams;
using Rooms.Grains.Directory;

namespace Rooms.Silo.Sqlite;

internal sealed class SqliteStreamPlaces(SqliteStorage storage) : IStreamPlaces
{
    public Task<StreamPlace?> FindAsync(string streamId, CancellationToken cancellation) =>
        storage.Readers.ReadAsync(database => StreamRows.Find(database, streamId), cancellation);
}
