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

    private readonly string[] command;
    private readonly string directory;
    private readonly string secret;
    private Child child;
    private int rooms;

    private RoomsServer(string[] command, string directory, string secret, Child child, Uri address)
    {
        this.command = command;
        this.directory = directory;
        this.secret = secret;
        this.child = child;
        Address = address;
        // As many connections as a load asks for; answers are small.
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1024 }) { BaseAddress = address };
    }

    public Uri Address { get; }

    /// <summary>Signed in as anchor and admin of the app; admins are exempt from the request rate limit.</summary>
    public HttpClient Http { get; }

    public int ProcessId => child.Id;

    /// <summary><paramref name="arguments"/> are added and win.</summary>
    public static async Task<RoomsServer> StartAsync(CancellationToken cancellation, params string[] arguments)
    {
        var directory = Directory.CreateTempSubdirectory("rooms-bench-").FullName;
        var secret = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        // All load comes from one address: its half-open connections would hit the limit that is meant for one.
        string[] command =
        [
            "dotnet", Checkout.HostAssembly(), "--urls", $"http://127.0.0.1:{Checkout.FreePort()}", "--Demo", "false", "--Rtmp:Port", $"{Checkout.FreePort()}",
            $"--Apps:{App}:Secret", secret, "--Data:Directory", directory, "--Limits:HalfOpenPerAddress", "4096", "--Push:HalfOpenPerAddress", "65536", .. arguments,
        ];
        var child = Child.Start(Cores.Server, Ready, command);
        try
        {
            var server = new RoomsServer(command, directory, secret, child, new Uri(await child.WaitForLineAsync(StartDeadline, cancellation)));
            server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await server.TokenAsync("bench", cancellation, "anchor", "admin", "backend"));
            return server;
        }
        catch
        {
            await child.DisposeAsync();
            Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => child.KillAsync();

    /// <summary>Starts what was killed, at the same address and over the same data; done when it says that it is ready.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        await child.DisposeAsync();
        child = Child.Start(Cores.Server, Ready, command);
        await child.WaitForLineAsync(StartDeadline, cancellation);
    }

    public UserTokens Tokens => new(App, secret);

    public async Task<string> TokenAsync(string user, CancellationToken cancellation, params string[] roles) =>
        (string)(await PostAsync("/v1/tokens", new { app = App, secret, user, roles }, cancellation))["token"]!;

    public async Task<LiveUrls> NewStreamAsync(CancellationToken cancellation)
    {
        var room = $"bench-{++rooms}";
        await PostAsync("/v1/rooms", new { scene = "live", name = room, id = room }, cancellation);
        var stream = await PostAsync($"/v1/rooms/{room}/streams", new { }, cancellation);
        return new LiveUrls(new Uri((string)stream["push"]!["rtmp"]!), new Uri((string)stream["play"]!["rtmp"]!), new Uri((string)stream["play"]!["flv"]!));
    }

    public Task<JsonNode> PostAsync(string path, object body, CancellationToken cancellation) => SendAsync(HttpMethod.Post, path, body, cancellation);

    public Task<JsonNode> PatchAsync(string path, object body, CancellationToken cancellation) => SendAsync(HttpMethod.Patch, path, body, cancellation);

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, object body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await Http.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new BenchException($"{method} {path}: {(int)answer.StatusCode} {text}");
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
}
