using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>The loops of this process; new connections go to one after the other. Any thread.</summary>
internal sealed class PushLoops : IHostedService, IDisposable
{
    private readonly PushLoop[] loops;
    private int chosen;

    public PushLoops(IOptions<PushOptions> options, PushBuffers buffers, PushMetrics metrics, TimeProvider time, ILogger<PushLoop> logger)
    {
        var count = options.Value.Loops > 0 ? options.Value.Loops : Environment.ProcessorCount;
        loops = [.. Enumerable.Range(1, count).Select(number => new PushLoop(number, options.Value, buffers, time, logger))];
        metrics.Observe([.. loops.Select(loop => loop.Figures)]);
    }

    public IReadOnlyList<PushLoop> All => loops;

    public PushLoop Choose()
    {
        var next = (int)((uint)Interlocked.Increment(ref chosen) % loops.Length);
        for (var i = 0; i < loops.Length; i++)
            if (loops[(next + i) % loops.Length] is { IsServing: true } loop) return loop;
        return loops[next];
    }

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
