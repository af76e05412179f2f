using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rooms.Grains.Directory;
using Rooms.Silo.Sqlite;

namespace Rooms.Silo;

/// <summary>Ready: the store reads, and its last commit went well. While the disk is full this process lives on but takes no new work.</summary>
internal sealed class SiloHealth(SqliteStorage storage, IStreamPlaces places) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (storage.Committer.Trouble is { } trouble) return HealthCheckResult.Unhealthy($"storage cannot commit: {trouble}");
        await places.FindAsync("health", cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
