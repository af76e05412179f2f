using Rooms.Benchmarks.Processes;

namespace Rooms.Benchmarks.Live;

/// <summary>What our whole process allocates in steady state: viewers joined before, nobody comes or goes meanwhile.</summary>
internal static class AllocationProbe
{
    private const string AllocatedBytes = "dotnet_gc_allocated_bytes_total";
    private const string FramesIn = "rooms_relay_frames_in_total";
    private const int Viewers = 200;

    // Joining takes a second, its buffers are settled a little later.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(6);

    /// <summary>What reports, timers and the two looks themselves cost without a stream.</summary>
    public static async Task<double> MeasureIdleAsync(RoomsServer server, BenchOptions options, CancellationToken cancellation)
    {
        await Task.Delay(Settle, cancellation);
        await server.CounterAsync(AllocatedBytes, cancellation);
        var bytes = await server.CounterAsync(AllocatedBytes, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(Seconds(options)), cancellation);
        return await server.CounterAsync(AllocatedBytes, cancellation) - bytes;
    }

    public static async Task<AllocationSample> MeasureAsync(
        string setup, RoomsServer server, Uri url, double idleBytes, string fanload, BenchOptions options, CancellationToken cancellation)
    {
        var seconds = Seconds(options);
        var viewers = FanLoad.RunAsync(fanload, url, server.ProcessId, Viewers, seconds + 2 * (int)Settle.TotalSeconds, cancellation);
        await Task.Delay(Settle, cancellation);
        // The look that begins and the one that ends cost one page between them, here as when idle.
        var frames = await server.CounterAsync(FramesIn, cancellation);
        var bytes = await server.CounterAsync(AllocatedBytes, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(seconds), cancellation);
        bytes = await server.CounterAsync(AllocatedBytes, cancellation) - bytes;
        frames = await server.CounterAsync(FramesIn, cancellation) - frames;
        await viewers;
        return new AllocationSample(setup, Viewers, seconds, bytes, idleBytes, frames);
    }

    private static int Seconds(BenchOptions options) => options.IsQuick ? 10 : 30;
}
