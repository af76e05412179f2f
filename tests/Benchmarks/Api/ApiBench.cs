using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rooms.Benchmarks.Processes;

namespace Rooms.Benchmarks.Api;

/// <summary>Requests a second and their times, each kind on its own, then pages of the list as it grows.</summary>
internal sealed class ApiBench
{
    private const string Commits = "rooms_silo_journal_commits_total";
    private const string Rows = "rooms_silo_journal_rows_total";
    private const int Streams = 64;
    private const int MaxPages = 1000;

    private readonly RoomsServer server;
    private readonly HttpLoad load;
    private readonly BenchOptions options;
    private readonly List<ApiResult> requests = [];
    private readonly List<PageResult> pages = [];
    private ChurnResult? churn;

    private ApiBench(RoomsServer server, BenchOptions options)
    {
        this.server = server;
        this.options = options;
        load = new HttpLoad(server.Http, options.Connections);
    }

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        await using (var server = await RoomsServer.StartAsync(cancellation))
        {
            var bench = new ApiBench(server, options);
            // Pages first: the creates below would add rooms of their own.
            await bench.MeasurePagesAsync(cancellation);
            bench.churn = await new ChurnWalk(server).RunAsync(cancellation);
            await bench.MeasureRequestsAsync(cancellation);
            Console.WriteLine(bench.Report());
            await ResultFile.SaveAsync("api", options, new { bench.requests, bench.pages, bench.churn }, cancellation);
        }
    }

    private async Task MeasurePagesAsync(CancellationToken cancellation)
    {
        var open = 0;
        foreach (var rooms in options.Rooms.Order())
        {
            await load.FillAsync(rooms - open, () => Post("/v1/rooms", new { scene = "live", name = "page" }), cancellation);
            open = rooms;
            await WalkAsync(rooms, cancellation);
            var milliseconds = await WalkAsync(rooms, cancellation);
            pages.Add(new PageResult(rooms, milliseconds.Count, Statistics.Median(milliseconds), Statistics.Percentile(milliseconds, 99)));
            Console.Error.WriteLine($"{rooms} rooms: {milliseconds.Count} pages, p99 {Statistics.Percentile(milliseconds, 99):0.00} ms");
        }
    }

    // As many pages at every number of rooms, so that the p99 means the same: a short list is walked again from its top.
    private async Task<List<double>> WalkAsync(int rooms, CancellationToken cancellation)
    {
        var milliseconds = new List<double>();
        string? cursor = null;
        while (milliseconds.Count < MaxPages)
        {
            var start = Stopwatch.GetTimestamp();
            var page = await server.Http.GetStringAsync($"/v1/rooms?limit=20{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", cancellation);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var answer = JsonNode.Parse(page)!;
            if (answer["rooms"]!.AsArray().Count != Math.Min(20, rooms) && answer["next"] is not null) throw new BenchException("a page is short");
            cursor = (string?)answer["next"];
        }
        return milliseconds;
    }

    private async Task MeasureRequestsAsync(CancellationToken cancellation)
    {
        var streams = new List<(string Room, string Stream)>();
        for (var i = 0; i < Streams; i++)
        {
            await server.PostAsync("/v1/rooms", new { scene = "live", name = "load", id = $"load-{i}" }, cancellation);
            streams.Add(($"load-{i}", (string)(await server.PostAsync($"/v1/rooms/load-{i}/streams", new { }, cancellation))["streamId"]!));
        }
        (string Room, string Stream) Pick(int worker, int number) => streams[(worker * 7 + number) % Streams];
        await MeasureAsync("create", (_, _) => Post("/v1/rooms", new { scene = "live", name = "load" }), cancellation);
        await MeasureAsync("list", (_, _) => new HttpRequestMessage(HttpMethod.Get, "/v1/rooms?limit=20"), cancellation);
        await MeasureAsync("like, 64 rooms", (worker, number) => Post($"/v1/rooms/{Pick(worker, number).Room}/likes", new { count = 1 }), cancellation);
        await MeasureAsync("like, one room", (_, _) => Post("/v1/rooms/load-0/likes", new { count = 1 }), cancellation);
        await MeasureAsync("heartbeat", (worker, number) =>
        {
            var (room, stream) = Pick(worker, number);
            return new HttpRequestMessage(HttpMethod.Post, $"/v1/rooms/{room}/streams/{stream}/heartbeat");
        }, cancellation);
    }

    private async Task MeasureAsync(string name, Func<int, int, HttpRequestMessage> make, CancellationToken cancellation)
    {
        double commits = 0, rows = 0;
        var clock = new Stopwatch();
        var (milliseconds, errors) = await load.RunAsync(TimeSpan.FromSeconds(options.Window), make, async () =>
        {
            commits = await server.CounterAsync(Commits, cancellation);
            rows = await server.CounterAsync(Rows, cancellation);
            clock.Start();
        }, cancellation);
        var seconds = clock.Elapsed.TotalSeconds;
        var result = new ApiResult(
            name, options.Connections, milliseconds.Length / seconds, Statistics.Median(milliseconds), Statistics.Percentile(milliseconds, 99), errors,
            (await server.CounterAsync(Commits, cancellation) - commits) / seconds,
            (await server.CounterAsync(Rows, cancellation) - rows) / seconds);
        requests.Add(result);
        Console.Error.WriteLine($"{name}: {result.RequestsPerSecond:0}/s, p99 {result.P99Milliseconds:0.0} ms, {errors} errors");
    }

    private string Report()
    {
        var table = new Table("request", "connections", "requests/s", "p50 ms", "p99 ms", "errors", "commits/s", "rows/s");
        foreach (var result in requests)
        {
            table.Add(
                result.Name, $"{result.Connections}", $"{result.RequestsPerSecond:0}", $"{result.P50Milliseconds:0.00}",
                $"{result.P99Milliseconds:0.00}", $"{result.Errors}", $"{result.CommitsPerSecond:0}", $"{result.RowsPerSecond:0}");
        }
        var list = new Table("rooms", "pages of 20", "p50 ms", "p99 ms");
        foreach (var page in pages) list.Add($"{page.Rooms}", $"{page.Pages}", $"{page.P50Milliseconds:0.00}", $"{page.P99Milliseconds:0.00}");
        var walk = new Table("rooms", "pages of 20", "seconds", "created", "closed", "repeated", "skipped", "p99 ms");
        if (churn is { } c)
            walk.Add($"{c.Rooms}", $"{c.Pages}", $"{c.Seconds:0.0}", $"{c.Created}", $"{c.Closed}", $"{c.Repeated}", $"{c.Skipped}", $"{c.P99Milliseconds:0.00}");
        return $"\nRequests (server on one core, load on the other)\n{table}\n\nPages of the list of rooms, one request at a time\n{list}\n\nOne walk through the whole list while 200 rooms a second are created and 200 closed\n{walk}";
    }

    private static HttpRequestMessage Post(string path, object body) => new(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
}
