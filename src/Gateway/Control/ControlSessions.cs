using Microsoft.Extensions.Logging;
using Rooms.Contracts.Control;

namespace Rooms.Gateway.Control;

/// <summary>Makes and runs a session for every connection, whatever carries it.</summary>
internal sealed class ControlSessions(
    NodeRegistration registration, NodeReports reports, PublishAsks asks, GatewayMetrics metrics, TimeProvider time, ILogger<ControlSession> logger)
{
    public ControlSession Make(IControlConnection connection, TimeSpan idleDeadline) =>
        new(connection, registration, reports, asks, idleDeadline, time, logger);

    public async Task RunAsync(ControlSession session, CancellationToken cancellation)
    {
        metrics.NodeConnected();
        try
        {
            await session.RunAsync(cancellation);
        }
        finally
        {
            metrics.NodeGone();
        }
    }
}
