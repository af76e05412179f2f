using Rooms.Benchmarks.Processes;

namespace Rooms.Benchmarks.Live;

/// <summary>One server in one configuration.</summary>
internal sealed record LiveSetup(string Name, Func<CancellationToken, Task<ILiveServer>> StartAsync)
{
    // 40 ms: our default; 350 ms: what SRS merges by default. nginx-rtmp sends every frame at once.
    public static readonly LiveSetup[] All =
    [
        new("rooms, 40 ms", async cancellation => await RoomsServer.StartAsync(cancellation, "--Rtmp:MergeMilliseconds", "40")),
        new("rooms, 350 ms", async cancellation => await RoomsServer.StartAsync(cancellation, "--Rtmp:MergeMilliseconds", "350")),
        new("nginx-rtmp", async cancellation => await NginxServer.StartAsync(cancellation)),
    ];
}
