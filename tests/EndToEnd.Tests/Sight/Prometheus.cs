using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Sight;

/// <summary>Debian's Prometheus as a child process that scrapes one server every second and knows our alerts.</summary>
internal sealed class Prometheus : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Tool process;
    private readonly string folder;
    private readonly HttpClient http;

    private Prometheus(Tool process, string folder, Uri address)
    {
        this.process = process;
        this.folder = folder;
        http = new HttpClient { BaseAddress = address };
    }

    public static async Task<Prometheus> StartAsync(Uri target)
    {
        var folder = Directory.CreateTempSubdirectory("rooms-prometheus-").FullName;
        var configuration = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(configuration, $"""
            global: {"{"}scrape_interval: 1s, evaluation_interval: 1s{"}"}
            rule_files: ["{SightFiles.Alerts}"]
            scrape_configs:
              - job_name: rooms
                static_configs: [{"{"}targets: ["{target.Authority}"]{"}"}]
            """);
        var address = $"127.0.0.1:{FreePort()}";
        var process = Tool.Start(
            "prometheus", $"--config.file={configuration}", $"--storage.tsdb.path={folder}/data", $"--web.listen-address={address}", "--log.level=warn");
        return new Prometheus(process, folder, new Uri($"http://{address}"));
    }

    /// <summary>Asks until the answer has a value, and answers what the last one was when the deadline has passed.</summary>
    public async Task<JsonArray> QueryAsync(string query)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            var result = await TryQueryAsync(query);
            if (result.Count > 0 || deadline.IsCancellationRequested) return result;
            await Task.Delay(Pause, deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Our alerting rules as Prometheus sees them: name, health and error.</summary>
    public async Task<JsonNode[]> RulesAsync()
    {
        await QueryAsync("up");
        var answer = await http.GetFromJsonAsync<JsonNode>("/api/v1/rules");
        return [.. answer!["data"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!)];
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    // Empty while Prometheus starts; a query that it refuses is an error of the dashboard.
    private async Task<JsonArray> TryQueryAsync(string query)
    {
        try
        {
            using var answer = await http.GetAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}");
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return [];
            var json = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            if ((string?)json["status"] != "success") throw new InvalidOperationException($"{query}: {json["error"]}");
            return json["data"]!["result"]!.AsArray();
        }
        catch (HttpRequestException) when (!process.HasExited)
        {
            return [];
        }
    }

    // It cannot choose one itself and say which.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
