using Microsoft.Extensions.Logging;
using Rooms.Contracts.Control;

namespace Rooms.Gateway.Control;

/// <summary>Runs a session for every connection, whatever carries it.</summary>
internal sealed class ControlSessions(
    NodeRegistration registration, NodeReports reports, PublishAsks asks, GatewayMetrics metrics, TimeProvider time, ILogger<ControlSession> logger)
{
    public async Task RunAsync(IControlConnection connection, TimeSpan idleDeadline, CancellationToken cancellation)
    {
        metrics.NodeConnected();
        try
        {
            using var session = new ControlSession(connection, registration, reports, asks, idleDeadline, time, logger);
            await session.RunAsync(cancellation);
        }
        finally
        {
            metrics.NodeGone();
        }
    }
}
