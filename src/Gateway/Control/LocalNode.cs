using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rooms.Contracts.Control;

namespace Rooms.Gateway.Control;

/// <summary>
/// The media node of this process, where there is one: its end of the <see cref="ControlPipe"/> is served like a socket. The host does not call
/// itself ready before this node is registered: the first stream that is made has a place to go. The node introduces itself with its ports, which are
/// known once the host has started: so the start must not wait for it.
/// </summary>
internal sealed partial class LocalNode : BackgroundService
{
    private static readonly TimeSpan RegisterDeadline = TimeSpan.FromSeconds(5);

    private readonly ControlSessions sessions;
    private readonly ControlSession? session;
    private readonly ILogger<LocalNode> logger;

    public LocalNode(IServiceProvider services, ControlSessions sessions, ILogger<LocalNode> logger)
    {
        (this.sessions, this.logger) = (sessions, logger);
        if (services.GetService<ControlPipe>() is { } pipe) session = sessions.Make(pipe.GatewayEnd, Timeout.InfiniteTimeSpan);
    }

    /// <summary>After the host's start; at the latest after 5 seconds, since rooms work without media.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        if (session is null) return;
        try
        {
            await session.Registered.WaitAsync(RegisterDeadline, cancellation);
        }
        catch (TimeoutException)
        {
            // It joins when it can.
            LogNotThere();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        session?.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        session is null ? Task.CompletedTask : sessions.RunAsync(session, stoppingToken);

    [LoggerMessage(LogLevel.Warning, "The media node of this process has not registered yet: streams that are made now are answered with node_unavailable")]
    private partial void LogNotThere();
}
