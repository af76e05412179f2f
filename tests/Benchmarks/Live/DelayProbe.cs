using System.Diagnostics;
using Rooms.Benchmarks.Processes;

namespace Rooms.Benchmarks.Live;

/// <summary>
/// Time from the publisher's send to the viewer's receipt of each frame. Both ends are in this process and share its clock; the frames carry
/// the time in their payload. Loopback, one stream, a few viewers: what the server adds by itself.
/// </summary>
internal static class DelayProbe
{
    private const int Players = 4;

    // The first second holds the group of pictures that was kept for newcomers.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    public static async Task<List<TimeSample>> MeasureAsync(
        string setup, int round, ILiveServer server, string clip, BenchOptions options, CancellationToken cancellation)
    {
        var urls = await server.NewStreamAsync(cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var publisher = StampedPublisher.RunAsync(urls.Push, await StampedPublisher.ConfigurationAsync(clip, cancellation), stop.Token);
        var samples = new List<TimeSample>();
        foreach (var (protocol, url) in LiveBench.Protocols(urls))
        {
            await FirstPicture.WaitAsync(url, cancellation);
            var delays = await Task.WhenAll(Enumerable.Range(0, Players).Select(_ => ListenAsync(url, options.Window, cancellation)));
            samples.Add(new TimeSample(setup, protocol, round, [.. delays.SelectMany(delay => delay)]));
        }
        await stop.CancelAsync();
        await publisher;
        return samples;
    }

    private static async Task<List<double>> ListenAsync(Uri url, int seconds, CancellationToken cancellation)
    {
        var milliseconds = new List<double>();
        var start = Stopwatch.GetTimestamp();
        await foreach (var body in VideoPlayer.ReadAsync(url, cancellation))
        {
            var now = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(start, now) > Settle + TimeSpan.FromSeconds(seconds)) break;
            if (StampedPublisher.TryReadStamp(body.Span, out var sent) && Stopwatch.GetElapsedTime(start, sent) > Settle)
                milliseconds.Add(Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds);
        }
        return milliseconds;
    }
}
