using Rooms.Contracts.Streams;
using Rooms.Grains.Directory;
using Rooms.Grains.Journal;

namespace Rooms.Silo.Sqlite;

internal sealed class SqliteStreamPlaces(SqliteStorage storage) : IStreamPlaces
{
    public async Task<StreamPlace?> FindAsync(string streamId, CancellationToken cancellation)
    {
        try
        {
            return await storage.Readers.ReadAsync(database => StreamRows.Find(database, streamId), cancellation);
        }
        catch (JournalUnavailableException fault)
        {
            // A question that was not answered: callers may ask again.
            throw new SiloUnavailableException($"the place of stream {streamId} cannot be read now: {fault.Message}", fault);
        }
    }
}
