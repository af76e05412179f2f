using System.Collections.Concurrent;
using System.Diagnostics;

namespace Rooms.Benchmarks.Api;

/// <summary>A number of workers, each with one request under way at a time.</summary>
internal sealed class HttpLoad(HttpClient http, int connections)
{
    // Compiles both ends and opens the connections.
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(2);

    /// <summary>Latencies in milliseconds of the window's requests, and how many were not answered 2xx. <paramref name="make"/>: worker, number.</summary>
    public async Task<(double[] Milliseconds, long Errors)> RunAsync(
        TimeSpan window, Func<int, int, HttpRequestMessage> make, Func<Task> windowBegins, CancellationToken cancellation)
    {
        await RunWorkersAsync(Warm, make, cancellation);
        await windowBegins();
        return await RunWorkersAsync(window, make, cancellation);
    }

    /// <summary>A fixed number of requests, shared by the workers; the first refusal ends it.</summary>
    public Task FillAsync(int count, Func<HttpRequestMessage> make, CancellationToken cancellation) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = cancellation }, async (_, stop) =>
        {
            using var answer = await http.SendAsync(make(), stop);
            if (!answer.IsSuccessStatusCode) throw new BenchException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(stop)}");
        });

    private async Task<(double[] Milliseconds, long Errors)> RunWorkersAsync(
        TimeSpan window, Func<int, int, HttpRequestMessage> make, CancellationToken cancellation)
    {
        var all = new ConcurrentBag<List<double>>();
        long errors = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async worker =>
        {
            var milliseconds = new List<double>();
            for (var number = 0; clock.Elapsed < window; number++)
            {
                var start = Stopwatch.GetTimestamp();
                using var request = make(worker, number);
                using var answer = await http.SendAsync(request, cancellation);
                milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (!answer.IsSuccessStatusCode) Interlocked.Increment(ref errors);
            }
            all.Add(milliseconds);
        }));
        return ([.. all.SelectMany(milliseconds => milliseconds)], errors);
    }
}
