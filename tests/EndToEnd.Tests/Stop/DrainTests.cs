using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Rooms.EndToEnd.Tests.Durability;
using Rooms.EndToEnd.Tests.Live;
using Rooms.EndToEnd.Tests.Push;
using Xunit.Abstractions;

namespace Rooms.EndToEnd.Tests.Stop;

/// <summary>SIGTERM under viewers, publishers and requests (docs/operations.md, "Stop").</summary>
public class DrainTests(ITestOutputHelper figures)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(3);

    // The promise of docs/operations.md: everything after the grace.
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Terminate_UnderLoad_LosesNothingAcknowledged_AndSendsViewersAwayOverTheSpread()
    {
        var data = Directory.CreateTempSubdirectory("rooms-drain-").FullName;
        await using var host = await RunningHost.StartAsync(data, "--Shutdown:Grace", $"{Grace}", "--Shutdown:Spread", $"{Spread}");
        using var deadline = new CancellationTokenSource(Deadline);
        await using var load = await Load.StartAsync(host, answers: 300, deadline.Token);
        using var http = await host.ClientAsync("ann", "user");
        await using var follower = await SocketClient.EnterAsync(host.Address, http.DefaultRequestHeaders.Authorization!.Parameter!);

        var clock = Stopwatch.StartNew();
        host.Terminate();
        using var ready = await WaitUntilNotReadyAsync(host, deadline.Token);
        using var alive = await host.Http.GetAsync("/health/live", deadline.Token);
        using var late = await host.Http.GetAsync(load.LiveRooms[0].Play("flv"), HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        var told = await follower.ReadAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.ConnectAsync(host.Address));
        await follower.SendAsync(new { op = "ping" });
        var served = await follower.ReadAsync();
        await load.Audience.Ended.WaitAsync(deadline.Token);
        var werePublishersKept = load.ArePublishing;
        var exitCode = await host.EndAsync();
        var took = clock.Elapsed;
        await load.RequestsEnded.WaitAsync(deadline.Token);

        var ends = load.Audience.Ends;
        figures.WriteLine($"grace {Grace}, spread {Spread}: ended after {took}; {load.Ledger.Count} commands acknowledged, {load.Refusals} refused, {load.Reads} reads; "
            + $"{ends.Count} viewers left over {ends[^1] - ends[0]}, {load.Audience.Broken} broken off");
        Assert.Equal(0, exitCode);
        Assert.InRange(took, Grace, Grace + Closing);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (ready.StatusCode, alive.StatusCode));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
        Assert.Equal("draining", (string?)(await late.Content.ReadFromJsonAsync<JsonNode>(deadline.Token))!["code"]);
        Assert.True(werePublishersKept, "a publisher was cut before the grace was over");
        Assert.Equal((Load.Viewers, 0), (ends.Count, load.Audience.Broken));
        Assert.True(ends[^1] - ends[0] >= Spread / 2, "the viewers were sent away all at once");
        Assert.Equal(("reconnect", 0, (int)Spread.TotalMilliseconds), ((string?)told["op"], (int)told["after"]!, (int)told["spread"]!));
        Assert.Equal("pong", (string?)served["op"]);
        Assert.Equal((1001, "shutting_down"), await follower.ReadCloseAsync());
        Assert.True(load.Refusals > 0, "no request was refused while draining");
        Assert.DoesNotContain("fail:", host.Output, StringComparison.Ordinal);
        await CompareAsync(data, load.Ledger);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Terminate_WithNobodyHere_EndsWithoutTheGrace()
    {
        await using var host = await RunningHost.StartAsync(null, "--Shutdown:Grace", "00:10:00");

        // Its own deadline is far below the grace.
        Assert.Equal(0, await host.StopAsync());
    }

    [Fact]
    public async Task SecondSignal_WhileAPublisherIsKept_EndsAtOnceWithItsOwnCode()
    {
        await using var host = await RunningHost.StartAsync(null, "--Shutdown:Grace", "00:10:00");
        using var http = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(http, "a");
        await using var push = await room.PushClipAsync(repeats: 10);
        await room.EventAsync("stream.started");
        using var deadline = new CancellationTokenSource(Deadline);
        host.Terminate();
        using var ready = await WaitUntilNotReadyAsync(host, deadline.Token);

        host.Terminate();

        Assert.Equal(11, await host.EndAsync());
    }

    private static async Task<HttpResponseMessage> WaitUntilNotReadyAsync(RunningHost host, CancellationToken cancellation)
    {
        while (true)
        {
            var answer = await host.Http.GetAsync("/health/ready", cancellation);
            if (!answer.IsSuccessStatusCode) return answer;
            answer.Dispose();
        }
    }

    // What was in flight at the end is repeated under its key; then everything acknowledged must be there exactly once.
    private static async Task CompareAsync(string data, Ledger ledger)
    {
        await using var again = await RunningHost.StartAsync(data);
        using var reader = await again.ClientAsync("backend", "backend", "anchor");
        var writer = new Writer(reader, ledger);
        foreach (var command in ledger.Open) await writer.SendAsync(command);
        Assert.Empty(await Audit.CompareAsync(reader, ledger));
    }
}
