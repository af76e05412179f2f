using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rooms.Contracts.Shutdown;

namespace Rooms.Edge.Health;

/// <summary>Not ready from the first moment of the way down: a load balancer sends new clients elsewhere.</summary>
internal sealed class DrainHealth(Drain drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(drain.IsBegun ? HealthCheckResult.Unhealthy("the process is stopping") : HealthCheckResult.Healthy());
}
