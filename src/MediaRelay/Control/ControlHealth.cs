using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Rooms.MediaRelay.Control;

/// <summary>
/// Without the control plane a node still serves viewers of what it carries, so it stays ready: taking it out of the balance would take away streams that
/// run. That no publisher can start shows as <c>degraded</c>.
/// </summary>
internal sealed class ControlHealth(ControlState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.IsConnected ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("no connection to the control plane"));
}
