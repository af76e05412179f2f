using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Compat.Side;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>Serves webim on its port while an app and a room are configured.</summary>
internal sealed class WebImServer(
    IServiceProvider services, WebImPages pages, WebImComet comet, IOptions<WebImOptions> options, TimeProvider time, ILogger<SideServer> logger) : BackgroundService
{
    // A form around the longest message; percent signs make three bytes of one.
    private const int MaxBody = 64 * 1024;

    private static readonly TimeSpan SweepTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PingTime = TimeSpan.FromSeconds(30);

    private readonly SideServer server = new(services, logger, "webim", $"{WebImOptions.Section}:{nameof(WebImOptions.Port)}");
    private readonly CancellationTokenSource stopping = new();

    /// <summary>The port in use; 0 while there is none.</summary>
    public int Port => server.Port;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn) return;
        var pipeline = new ApplicationBuilder(services);
        pipeline.UseWebSockets(new WebSocketOptions { KeepAliveInterval = PingTime, KeepAliveTimeout = PingTime });
        pipeline.Run(context => pages.AnswerAsync(context, stopping.Token));
        await server.StartAsync(options.Value.End, MaxBody, pipeline.Build(), cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Polls and sockets would keep the server for as long as it may.
        await stopping.CancelAsync();
        await server.StopAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        server.Dispose();
        stopping.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(SweepTime, time);
        try
        {
            while (await beat.WaitForNextTickAsync(stoppingToken)) comet.Sweep();
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }
}
