using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>The loops of this process; a new connection goes to the one with the fewest. Any thread.</summary>
internal sealed class PushLoops : IHostedService, IDisposable
{
    private readonly PushLoop[] loops;

    public PushLoops(IOptions<PushOptions> options, PushBuffers buffers, PushMetrics metrics, TimeProvider time, ILogger<PushLoop> logger)
    {
        var count = options.Value.Loops > 0 ? options.Value.Loops : Environment.ProcessorCount;
        loops = [.. Enumerable.Range(1, count).Select(number => new PushLoop(number, options.Value, buffers, time, logger))];
        metrics.Observe([.. loops.Select(loop => loop.Figures)]);
    }

    public IReadOnlyList<PushLoop> All => loops;

    public PushLoop Choose() => loops.MinBy(loop => loop.Figures.Members)!;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var loop in loops) loop.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var loop in loops) loop.Dispose();
    }
}
