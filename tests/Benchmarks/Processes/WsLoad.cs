using System.Text.Json;

namespace Rooms.Benchmarks.Processes;

/// <summary>load/wsload.c: thousands of WebSocket clients in one process that stays connected between the measurements. One command at a time.</summary>
internal sealed class WsLoad : IAsyncDisposable
{
    private static readonly TimeSpan CompileDeadline = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(60);
    private const int OpenSeconds = 60;
    // Handshakes under way: more than a listener's backlog of 512 takes.
    private const int ConnectsAtOnce = 1000;

    private readonly Child child;

    private WsLoad(Child child) => this.child = child;

    public static async Task<string> CompileAsync(CancellationToken cancellation)
    {
        var program = Path.Combine(Checkout.Artifacts, "wsload");
        await Child.RunAsync(Cores.Load, CompileDeadline, cancellation, "gcc", "-O2", "-o", program, Checkout.Load("wsload.c"));
        return program;
    }

    public static WsLoad Start(string program, IPushServer server, int clients) =>
        new(Child.StartTalking(Cores.Load, [program, "-n", $"{clients}", "-c", $"{ConnectsAtOnce}", "-P", $"{server.ProcessId}", "-a", server.Endpoint, .. server.LoadArguments]));

    /// <summary>Connects everybody; throws when somebody stays outside.</summary>
    public async Task<WsLoadOpen> OpenAsync(CancellationToken cancellation)
    {
        var answer = await AskAsync<WsLoadOpen>($"open {OpenSeconds}", TimeSpan.FromSeconds(OpenSeconds), cancellation);
        return answer.Ready == answer.Clients ? answer : throw new BenchException($"{answer.Ready} of {answer.Clients} clients connected: {answer.Fault}");
    }

    /// <summary>After the server was killed: connects everybody again, each after its last number, until they have event <paramref name="target"/>.</summary>
    public Task<WsLoadOpen> ReopenAsync(long target, int serverProcess, CancellationToken cancellation) =>
        AskAsync<WsLoadOpen>($"reopen {target} {OpenSeconds} {serverProcess}", TimeSpan.FromSeconds(OpenSeconds), cancellation);

    public Task<WsLoadRun> RunAsync(double rate, int warmSeconds, int seconds, CancellationToken cancellation) =>
        AskAsync<WsLoadRun>($"run {rate:0.###} {warmSeconds} {seconds}", TimeSpan.FromSeconds(warmSeconds + seconds), cancellation);

    public ValueTask DisposeAsync() => child.DisposeAsync();

    private async Task<T> AskAsync<T>(string command, TimeSpan expected, CancellationToken cancellation)
    {
        var line = await child.AskAsync(command, expected + Slack, cancellation);
        return JsonSerializer.Deserialize<T>(line)!;
    }
}
