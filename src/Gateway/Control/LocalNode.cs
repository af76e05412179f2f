using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rooms.Contracts.Control;

namespace Rooms.Gateway.Control;

/// <summary>The media node of this process, where there is one: its end of the <see cref="ControlPipe"/> is served like a socket.</summary>
internal sealed class LocalNode(IServiceProvider services, ControlSessions sessions) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (services.GetService<ControlPipe>() is { } pipe) await sessions.RunAsync(pipe.GatewayEnd, Timeout.InfiniteTimeSpan, stoppingToken);
    }
}
