using System.Diagnostics;
using System.Net;
using Rooms.EndToEnd.Tests.Durability;
using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Stop;

/// <summary>A server with a publisher, viewers and a writer.</summary>
internal sealed class FaultScene : IAsyncDisposable
{
    private const string Room = "written";
    private const int Viewers = 20;
    private const string Refusal = "node_unavailable";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);
    private static readonly string LargeText = new('x', 3900);

    private readonly RunningHost host;
    private readonly HttpClient http;
    private readonly Writer writer;
    private readonly FlvAudience audience = new();
    private readonly CancellationTokenSource deadline = new(Deadline);
    private LiveRoom live = null!;
    private Tool push = null!;
    private int written;

    private FaultScene(RunningHost host, HttpClient http)
    {
        (this.host, this.http) = (host, http);
        writer = new Writer(http, Ledger, accepted: Refusal);
    }

    public Ledger Ledger { get; } = new();

    public int Refusals => writer.Refusals;

    public int ProcessId => host.ProcessId;

    public static async Task<FaultScene> StartAsync(string data)
    {
        var host = await RunningHost.StartAsync(data, "--Shutdown:Grace", "00:00:01");
        var scene = new FaultScene(host, await host.ClientAsync("backend", "backend", "anchor"));
        scene.live = await LiveRoom.OpenAsync(scene.http, "live");
        scene.push = await scene.live.PushClipAsync(repeats: 20);
        await scene.live.EventAsync("stream.started");
        await scene.audience.JoinAsync(new Uri(scene.live.Play("flv")), Viewers, scene.deadline.Token);
        await scene.writer.SendAsync(new Command(CommandKind.CreateRoom, Room, Room, 0, Room));
        await scene.WriteAsync(50);
        return scene;
    }

    /// <summary>Any answer but an acknowledgement and the refusal by name ends the test.</summary>
    public async Task WriteAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var mark = $"{++written}-{LargeText}";
            await writer.SendAsync(new Command(CommandKind.Message, Room, mark, 0, $"k{written}"));
        }
    }

    public async Task<TimeSpan> UntilRefusedAsync()
    {
        var clock = Stopwatch.StartNew();
        while (Refusals == 0)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await WriteAsync(1);
        }
        var took = clock.Elapsed;
        await UntilAsync("/health/ready", HttpStatusCode.ServiceUnavailable);
        return took;
    }

    public async Task<TimeSpan> UntilReadyAsync()
    {
        var clock = Stopwatch.StartNew();
        await UntilAsync("/health/ready", HttpStatusCode.OK);
        return clock.Elapsed;
    }

    /// <summary>All viewers go on and a new one joins; the process is alive; nothing became an unnamed error.</summary>
    public async Task AssertServesAsync()
    {
        using var alive = await host.Http.GetAsync("/health/live", deadline.Token);
        using var newcomer = new FlvAudience();
        await newcomer.JoinAsync(new Uri(live.Play("flv")), 1, deadline.Token);
        var watched = audience.Bytes;
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        // A picture of the clip has some 4 KB: each viewer gets several more.
        while (audience.Bytes < watched + Viewers * 20_000) await pause.WaitForNextTickAsync(deadline.Token);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Empty(audience.Ends);
        Assert.False(push.HasExited, "the publisher was cut");
    }

    public async Task AssertHoldsAsync()
    {
        Assert.Empty(await Audit.CompareAsync(http, Ledger));
        Assert.Empty(audience.Ends);
    }

    public Task<int> StopAsync()
    {
        Assert.DoesNotContain("Unhandled", host.Output, StringComparison.OrdinalIgnoreCase);
        return host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await push.DisposeAsync();
        audience.Dispose();
        http.Dispose();
        deadline.Dispose();
        await host.DisposeAsync();
    }

    private async Task UntilAsync(string path, HttpStatusCode status)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            using var answer = await host.Http.GetAsync(path, deadline.Token);
            if (answer.StatusCode == status) return;
            await pause.WaitForNextTickAsync(deadline.Token);
        }
    }
}
