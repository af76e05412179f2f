using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Rooms.Benchmarks.Processes;

/// <summary>Our host, every role in one process, an app and a data directory of its own.</summary>
internal sealed class RoomsServer : ILiveServer
{
    private const string App = "bench";
    private const string Ready = "Rooms is ready: ";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly Child child;
    private readonly string directory;
    private int rooms;

    private RoomsServer(Child child, string directory, Uri address)
    {
        this.child = child;
        this.directory = directory;
        Address = address;
        // As many connections as a load asks for; answers are small.
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1024 }) { BaseAddress = address };
    }

    public Uri Address { get; }

    /// <summary>Signed in as anchor and admin of the app; admins are exempt from the request rate limit.</summary>
    public HttpClient Http { get; }

    public int ProcessId => child.Id;

    public static async Task<RoomsServer> StartAsync(int mergeMilliseconds, CancellationToken cancellation)
    {
        var directory = Directory.CreateTempSubdirectory("rooms-bench-").FullName;
        var secret = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        // All load comes from one address: its half-open connections would hit the limit that is meant for one.
        var child = Child.Start(
            Cores.Server, Ready, "dotnet", Checkout.HostAssembly(), "--urls", $"http://127.0.0.1:{Checkout.FreePort()}", "--Demo", "false",
            "--Rtmp:Port", $"{Checkout.FreePort()}", "--Rtmp:MergeMilliseconds", $"{mergeMilliseconds}", $"--Apps:{App}:Secret", secret,
            "--Data:Directory", directory, "--Limits:HalfOpenPerAddress", "4096");
        try
        {
            var server = new RoomsServer(child, directory, new Uri(await child.WaitForLineAsync(StartDeadline, cancellation)));
            await server.SignInAsync(secret, cancellation);
            return server;
        }
        catch
        {
            await child.DisposeAsync();
            Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    public async Task<LiveUrls> NewStreamAsync(CancellationToken cancellation)
    {
        var room = $"bench-{++rooms}";
        await PostAsync("/v1/rooms", new { scene = "live", name = room, id = room }, cancellation);
        var stream = await PostAsync($"/v1/rooms/{room}/streams", new { }, cancellation);
        return new LiveUrls(new Uri((string)stream["push"]!["rtmp"]!), new Uri((string)stream["play"]!["rtmp"]!), new Uri((string)stream["play"]!["flv"]!));
    }

    public async Task<JsonNode> PostAsync(string path, object body, CancellationToken cancellation)
    {
        using var answer = await Http.PostAsJsonAsync(path, body, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new BenchException($"POST {path}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>The sum of a counter's series in /metrics; absent: an error, since a figure would be wrong.</summary>
    public async Task<double> CounterAsync(string name, CancellationToken cancellation)
    {
        var page = await Http.GetStringAsync("/metrics", cancellation);
        var series = page.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is ' ' or '{').ToArray();
        if (series.Length == 0) throw new BenchException($"/metrics has no {name}");
        return series.Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await child.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private async Task SignInAsync(string secret, CancellationToken cancellation)
    {
        string[] roles = ["anchor", "admin", "backend"];
        var answer = await PostAsync("/v1/tokens", new { app = App, secret, user = "bench", roles }, cancellation);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)answer["token"]!);
    }
}
