using Rooms.Contracts.Apps;
using Rooms.Grains.Apps;

namespace Rooms.Silo.Sqlite;

internal sealed class SqliteUsageStore(SqliteStorage storage) : IUsageStore
{
    public Task<IReadOnlyList<SeenCounters>> ReadSeenAsync(string app, CancellationToken cancellation) =>
        storage.Readers.ReadAsync(database => UsageRows.ReadSeen(database, app), cancellation);

    public Task<IReadOnlyList<UsageAmount>> ReadAsync(string app, UsageQuery query, CancellationToken cancellation) =>
        storage.Readers.ReadAsync(database => UsageRows.Read(database, app, query), cancellation);

    public Task<long> ReadBytesAsync(string app, int day, CancellationToken cancellation) =>
        storage.Readers.ReadAsync(database => UsageRows.ReadBytes(database, app, day), cancellation);

    public Task WriteAsync(UsageWrite write) => storage.Committer.CommitAsync(new UsageUnit(write));
}
