using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rooms.Benchmarks.Processes;

namespace Rooms.Benchmarks.Api;

/// <summary>Pages through every open room by cursor while others are created and closed, and compares what was listed with what was open.</summary>
internal sealed class ChurnWalk(RoomsServer server)
{
    private const int PageSize = 20;
    private const int ChangesPerSecond = 200;
    private const int ChangesPerTick = 10;
    private readonly List<double> milliseconds = [];
    private readonly HashSet<string> closed = [];
    private int created;

    public async Task<ChurnResult> RunAsync(CancellationToken cancellation)
    {
        var before = await WalkAsync(100, cancellation);
        milliseconds.Clear();
        using var walking = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var clock = Stopwatch.StartNew();
        // Every 50th room from all over the list goes, so that whole pages change under the walk.
        var churn = ChurnAsync(before.Where((_, place) => place % 50 == 0).ToArray(), walking.Token);
        var during = await WalkAsync(PageSize, cancellation);
        await walking.CancelAsync();
        await churn;
        var seen = during.ToHashSet();
        var skipped = before.Count(room => !seen.Contains(room) && !closed.Contains(room));
        return new ChurnResult(
            before.Count, milliseconds.Count, created, closed.Count, during.Count - seen.Count, skipped, clock.Elapsed.TotalSeconds,
            Statistics.Percentile(milliseconds, 99));
    }

    private async Task<List<string>> WalkAsync(int limit, CancellationToken cancellation)
    {
        var rooms = new List<string>();
        string? cursor = null;
        do
        {
            var start = Stopwatch.GetTimestamp();
            var page = await server.Http.GetStringAsync($"/v1/rooms?limit={limit}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", cancellation);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var answer = JsonNode.Parse(page)!;
            rooms.AddRange(answer["rooms"]!.AsArray().Select(room => (string)room!["id"]!));
            cursor = (string?)answer["next"];
        }
        while (cursor is not null);
        return rooms;
    }

    private async Task ChurnAsync(string[] victims, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds((double)ChangesPerTick / ChangesPerSecond));
        var next = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                var tick = victims.Skip(next).Take(ChangesPerTick).ToArray();
                next += tick.Length;
                // What has been asked for counts as closed: whether it was listed before that is chance.
                closed.UnionWith(tick);
                await Task.WhenAll(tick.Select(CloseAsync).Concat(Enumerable.Range(0, ChangesPerTick).Select(_ => CreateAsync())));
            }
        }
        catch (OperationCanceledException)
        {
            // The walk is over.
        }
    }

    private async Task CloseAsync(string room)
    {
        using var answer = await server.Http.DeleteAsync($"/v1/rooms/{room}");
        if (!answer.IsSuccessStatusCode) throw new BenchException($"DELETE {room}: {(int)answer.StatusCode}");
    }

    private async Task CreateAsync()
    {
        using var answer = await server.Http.PostAsJsonAsync("/v1/rooms", new { scene = "live", name = "churn" });
        if (!answer.IsSuccessStatusCode) throw new BenchException($"POST: {(int)answer.StatusCode}");
        Interlocked.Increment(ref created);
    }
}
