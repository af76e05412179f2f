using System.Buffers;
using System.Diagnostics;
using Rooms.Wire.Flv;

namespace Rooms.Benchmarks.Live;

/// <summary>From the beginning of the connection to the end of the first key frame.</summary>
internal static class FirstPicture
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    // The clip's.
    private const int KeyIntervalMilliseconds = 2000;
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Attempts spread evenly over the time between two key frames: an attempt that waited for one ends with it.</summary>
    public static async Task<double[]> MeasureAsync(Uri url, int attempts, CancellationToken cancellation)
    {
        var milliseconds = new double[attempts];
        for (var i = 0; i < attempts; i++)
        {
            milliseconds[i] = await OnceAsync(url, cancellation);
            await Task.Delay(Random.Shared.Next(0, KeyIntervalMilliseconds), cancellation);
        }
        return milliseconds;
    }

    /// <summary>Until the feed has arrived: a server may refuse to play what is not published yet.</summary>
    public static async Task WaitAsync(Uri url, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await OnceAsync(url, cancellation);
                return;
            }
            catch (Exception refused) when (refused is BenchException or HttpRequestException && clock.Elapsed < Deadline)
            {
                await Task.Delay(RetryPause, cancellation);
            }
        }
    }

    private static async Task<double> OnceAsync(Uri url, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Deadline);
        var clock = Stopwatch.StartNew();
        try
        {
            await foreach (var body in VideoPlayer.ReadAsync(url, limit.Token))
                if (FlvVideoHeader.TryRead(body.Span, out var header) == OperationStatus.Done && header.IsKeyFrame) break;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new BenchException($"no key frame of {url} within {Deadline}");
        }
        return clock.Elapsed.TotalMilliseconds;
    }
}
