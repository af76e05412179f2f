using Rooms.Benchmarks.Processes;

namespace Rooms.Benchmarks.Push;

/// <summary>
/// Fan-out of messages in one room, side by side with peers: for each number of sockets every server is started anew, its clients connect once and stay
/// over all rates and windows. Ours is then killed, and all of its clients come back at once.
/// </summary>
internal sealed class PushBench
{
    public const string Ours = "rooms";
    private const int WarmSeconds = 3;
    private const int WarmRate = 50;
    // Compiled code, grown buffers: a server's first seconds are not its figures.
    private const int FirstWarmSeconds = 15;
    private const int MissedMessages = 100;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    private readonly BenchOptions options;
    private readonly string wsload;
    private readonly PushResults results = new();

    private PushBench(BenchOptions options, string wsload)
    {
        this.options = options;
        this.wsload = wsload;
    }

    public static async Task RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var bench = new PushBench(options, await WsLoad.CompileAsync(cancellation));
        for (var round = 1; round <= options.Rounds; round++)
            foreach (var sockets in options.Sockets)
                foreach (var server in bench.Servers())
                    await bench.MeasureAsync(server, sockets, round, cancellation);
        Console.WriteLine(PushReport.Write(bench.results));
        await ResultFile.SaveAsync("push", options, bench.results, cancellation);
    }

    private IEnumerable<string> Servers() => new[] { Ours }.Where(name => name.StartsWith(options.Server, StringComparison.Ordinal)).Concat(options.Peers);

    private static async Task<IPushServer> StartAsync(string name, int sockets, CancellationToken cancellation) => name switch
    {
        Ours => await RoomsPushServer.StartAsync(sockets, cancellation),
        "bare" => await BareServer.StartAsync(cancellation),
        "nchan" => await NchanServer.StartAsync(cancellation),
        "signalr" => await SignalRServer.StartAsync(cancellation),
        _ => throw new BenchException($"{name} is no peer: bare, nchan, signalr"),
    };

    private async Task MeasureAsync(string name, int sockets, int round, CancellationToken cancellation)
    {
        await using var server = await StartAsync(name, sockets, cancellation);
        await WarmAsync(server, cancellation);
        await using var load = WsLoad.Start(wsload, server, sockets);
        var empty = ServerMemory.ResidentBytes(server.ProcessId);
        var opened = await load.OpenAsync(cancellation);
        await Task.Delay(Settle, cancellation);
        var idle = ServerMemory.ResidentBytes(server.ProcessId);
        await load.RunAsync(Math.Min(WarmRate, PushPlan.Limit(sockets, 0)), 0, FirstWarmSeconds, cancellation);
        var cells = name == Ours ? PushPlan.Ours(sockets, options.Rates, options.Windows) : PushPlan.Peers(sockets, options.Rates);
        foreach (var cell in cells) await MeasureAsync(name, server, load, cell, round, cancellation);
        await Task.Delay(Settle, cancellation);
        var busy = ServerMemory.ResidentBytes(server.ProcessId);
        // Now, and not after the connects: by then the runtime has compiled what it was going to compile.
        var quiet = await load.RunAsync(0, 0, options.Window, cancellation);
        results.Idle.Add(new IdleSample(name, round, sockets, opened.Last, (idle - empty) / sockets, (busy - empty) / sockets, quiet.CpuSeconds / quiet.Seconds / sockets));
        if (server is RoomsPushServer ours) await StormAsync(ours, load, sockets, round, cancellation);
    }

    // A few clients and messages before memory is looked at: what the runtime loads once is not a connection's.
    private async Task WarmAsync(IPushServer server, CancellationToken cancellation)
    {
        await using var load = WsLoad.Start(wsload, server, WarmRate);
        await load.OpenAsync(cancellation);
        await load.RunAsync(WarmRate, 0, WarmSeconds, cancellation);
    }

    private async Task MeasureAsync(string name, IPushServer server, WsLoad load, PushCell cell, int round, CancellationToken cancellation)
    {
        await server.SetWindowAsync(cell.Window, cancellation);
        var run = await load.RunAsync(cell.Rate, WarmSeconds, options.Window, cancellation);
        results.Runs.Add(new PushSample(name, round, cell, run));
        Console.Error.WriteLine(
            $"round {round}, {name}, {cell.Sockets} sockets, {cell.Rate}/s, {cell.Window} ms: {run.Microseconds:0.00} us, {run.CorePercent:0} %, "
            + $"{run.Delivered} of {run.Offered}, p99 {run.P99:0.0} ms{(run.IsSaturated ? ", saturated" : "")} {run.Fault}");
    }

    private async Task StormAsync(RoomsPushServer server, WsLoad load, int sockets, int round, CancellationToken cancellation)
    {
        await server.Server.KillAsync();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await server.Server.RestartAsync(cancellation);
        var started = clock.Elapsed.TotalSeconds;
        var last = await server.SayAsync(MissedMessages, cancellation);
        var reopened = await load.ReopenAsync(last, server.ProcessId, cancellation);
        results.Storms.Add(new StormSample(round, sockets, MissedMessages, started, reopened));
        Console.Error.WriteLine($"round {round}, storm: {reopened.Ready} of {sockets} back in {reopened.Last:0.00} s {reopened.Fault}");
    }
}
