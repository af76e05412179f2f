using Rooms.Benchmarks.Processes;

namespace Rooms.Benchmarks.Live;

/// <summary>
/// Fan-out of one stream, side by side with a peer: in each round every server is started anew, alone with its feed, and measured over all
/// protocols and numbers of viewers.
/// </summary>
internal static class LiveBench
{
    // The runtime compiles what has run thirty times once more, some 0.1 s of processor time: for the reports of every two seconds that is after a
    // minute, and would count as much as 100 viewers do. The peer gets the same.
    private const int WarmViewers = 100;
    private const int WarmSeconds = 120;
    private const int QuickWarmSeconds = 10;

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var clip = await Feed.ClipAsync(cancellation);
        var fanload = await FanLoad.CompileAsync(cancellation);
        var results = new LiveResults();
        for (var round = 1; round <= options.Rounds; round++)
            foreach (var setup in LiveSetup.All.Where(setup => setup.Name.StartsWith(options.Server, StringComparison.Ordinal)))
                await MeasureAsync(setup, round, options, clip, fanload, results, cancellation);
        Console.WriteLine(LiveReport.Write(results));
        await ResultFile.SaveAsync("live", options, results, cancellation);
    }

    private static async Task MeasureAsync(
        LiveSetup setup, int round, BenchOptions options, string clip, string fanload, LiveResults results, CancellationToken cancellation)
    {
        await using var server = await setup.StartAsync(cancellation);
        var urls = await server.NewStreamAsync(cancellation);
        var ours = round == 1 ? server as RoomsServer : null;
        var idleBytes = ours is null ? 0 : await AllocationProbe.MeasureIdleAsync(ours, options, cancellation);
        await using var feed = Feed.Start(clip, urls.Push);
        var players = Protocols(urls).ToArray();
        foreach (var (_, url) in players)
        {
            var seconds = (options.IsQuick ? QuickWarmSeconds : WarmSeconds) / players.Length;
            await FirstPicture.WaitAsync(url, cancellation);
            await FanLoad.RunAsync(fanload, url, server.ProcessId, WarmViewers, seconds, cancellation);
        }
        foreach (var (protocol, url) in players)
        {
            var first = await FirstPicture.MeasureAsync(url, options.IsQuick ? 5 : 10, cancellation);
            results.FirstPicture.Add(new TimeSample(setup.Name, protocol, round, first));
            foreach (var viewers in options.Viewers)
            {
                var load = await FanLoad.RunAsync(fanload, url, server.ProcessId, viewers, options.Window, cancellation);
                results.FanOut.Add(new FanOutSample(setup.Name, protocol, viewers, round, load));
                Console.Error.WriteLine(
                    $"round {round}, {setup.Name}, {protocol}, {viewers} viewers: {load.CpuSecondsPerGigabyte:0.00} CPU-s/GB, "
                    + $"{load.CorePercent:0} %, {load.FpsMin:0.0} fps, {load.Dead} dead");
            }
        }
        if (feed.HasExited) throw new BenchException($"the feed ended: {feed.Output}");
        if (ours is not null)
            results.Allocations.Add(await AllocationProbe.MeasureAsync(setup.Name, ours, players[0].Url, idleBytes, fanload, options, cancellation));
        results.AddedDelay.AddRange(await DelayProbe.MeasureAsync(setup.Name, round, server, clip, options, cancellation));
    }

    public static IEnumerable<(string Protocol, Uri Url)> Protocols(LiveUrls urls)
    {
        yield return ("rtmp", urls.Rtmp);
        if (urls.Flv is { } flv) yield return ("flv", flv);
    }
}
