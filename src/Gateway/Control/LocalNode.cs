using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rooms.Contracts.Control;

namespace Rooms.Gateway.Control;

/// <summary>
/// The media node of this process, where there is one: its end of the <see cref="ControlPipe"/> is served like a socket. The host does not call
/// itself ready before this node is registered: the first stream that is made has a place to go.
/// </summary>
internal sealed partial class LocalNode : BackgroundService, IHostedLifecycleService
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

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (session is null) return;
        try
        {
            await session.Registered.WaitAsync(RegisterDeadline, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Rooms work without media; it joins when it can.
            LogNotThere();
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
