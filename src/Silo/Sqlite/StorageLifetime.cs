using Microsoft.Extensions.Hosting;

namespace Rooms.Silo.Sqlite;

/// <summary>Opens the store before anything that needs it starts, so that what is wrong with it stops the start with one line.</summary>
internal sealed class StorageLifetime : IHostedService
{
    // Being made is the point: the host makes its services before it starts the first of them. The container closes the store, last of all.
    public StorageLifetime(SqliteStorage storage) => _ = storage;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
