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

    public static async Task<AllocationSample> MeasureAsync(
        string setup, RoomsServer server, Uri url, string fanload, BenchOptions options, CancellationToken cancellation)
    {
        var seconds = options.IsQuick ? 10 : 30;
        var viewers = FanLoad.RunAsync(fanload, url, server.ProcessId, Viewers, seconds + 2 * (int)Settle.TotalSeconds, cancellation);
        await Task.Delay(Settle, cancellation);
        // The first look pays for the page itself; what is left of it is in the figure: two pages more or less.
        await server.CounterAsync(AllocatedBytes, cancellation);
        var bytes = await server.CounterAsync(AllocatedBytes, cancellation);
        var frames = await server.CounterAsync(FramesIn, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(seconds), cancellation);
        var sample = new AllocationSample(
            setup, Viewers, seconds,
            await server.CounterAsync(AllocatedBytes, cancellation) - bytes,
            await server.CounterAsync(FramesIn, cancellation) - frames);
        await viewers;
        return sample;
    }
}
