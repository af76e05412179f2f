using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rooms.EndToEnd.Tests.Live;
using Xunit.Abstractions;

namespace Rooms.EndToEnd.Tests.Usage;

/// <summary>Usage against what a client counted for itself, and through SIGKILL.</summary>
public class UsageTests(ITestOutputHelper output)
{
    // Reports every 2 s, stored every 10 s; the rest is for a machine that is busy. Well within the minute that is promised.
    private const int MostLostSeconds = 25;

    private const string NodeId = "relay-2";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Usage_AfterTheStream_IsToTheByteWhatTheViewerReceived()
    {
        await using var host = await RunningHost.StartAsync();
        using var admin = await host.ClientAsync("anna", "admin", "anchor");
        var room = await LiveRoom.OpenAsync(admin, "exact");
        await using var push = await room.PushClipAsync(repeats: 20);
        await room.EventAsync("stream.started");
        await using var viewer = await RawViewer.OpenAsync(room.Play("flv"));
        await viewer.ReceivedAsync(500_000);

        (await admin.DeleteAsync($"/v1/rooms/exact/streams/{room.StreamId}")).EnsureSuccessStatusCode();
        await viewer.EndAsync();

        var row = await RowAsync(admin, "exact", row => (long?)row["bytesOut"]?["flv"] == viewer.Total);
        Assert.InRange((long)row["bytesIn"]!["rtmp"]!, 100_000, viewer.Total * 2);
        Assert.Equal(1, (int)row["peakViewers"]!);
        Assert.True((double)row["viewerMinutes"]! > 0);
        Assert.True((double)row["streamMinutes"]! >= (double)row["viewerMinutes"]!);
    }

    [Fact]
    public async Task Kill_WhileStreaming_LosesSecondsAndDoublesNothing()
    {
        var data = Directory.CreateTempSubdirectory("rooms-usage-").FullName;
        try
        {
            long floor, killed, asked;
            double bytesASecond;
            await using (var host = await RunningHost.StartAsync(data))
            {
                using var admin = await host.ClientAsync("anna", "admin", "anchor");
                var room = await LiveRoom.OpenAsync(admin, "killed");
                await using var push = await room.PushClipAsync(repeats: 100);
                await room.EventAsync("stream.started");
                await using var viewer = await RawViewer.OpenAsync(room.Play("flv"));
                var since = Stopwatch.GetTimestamp();
                await viewer.ReceivedAsync(200_000);
                asked = (long?)(await RowAsync(admin, "killed", row => row["bytesOut"]!["flv"] is not null))["bytesOut"]!["flv"] ?? 0;
                // Nobody asks any more: what is stored from here on is stored by the clock.
                while (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(MostLostSeconds + 12)) await viewer.ReceivedAsync(viewer.Total + 1);
                for (var i = 0; i < 5; i++) (await admin.PostAsJsonAsync("/v1/rooms/killed/messages", new { text = $"{i}" })).EnsureSuccessStatusCode();

                floor = viewer.TotalAt(Stopwatch.GetTimestamp() - MostLostSeconds * Stopwatch.Frequency);
                await host.KillAsync();
                await viewer.EndAsync();
                killed = viewer.Total;
                bytesASecond = killed / Stopwatch.GetElapsedTime(since).TotalSeconds;
            }

            await using var again = await RunningHost.StartAsync(data);
            using var reader = await again.ClientAsync("anna", "admin");
            var row = await RowAsync(reader, "killed", _ => true);
            var stored = (long)row["bytesOut"]!["flv"]!;

            output.WriteLine($"{stored} of {killed} bytes are stored: {(killed - stored) / bytesASecond:f1} s are lost");
            Assert.True(asked > 0);
            Assert.InRange(stored, Math.Max(asked, floor), killed);
            Assert.True(floor > asked, "too short to prove anything");
            Assert.Equal(5, (int)row["messages"]!);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task ControlPlaneKilled_WhileItsNodeStreams_IsStillToTheByte()
    {
        var data = Directory.CreateTempSubdirectory("rooms-usage-").FullName;
        await using (var control = await RunningHost.StartAsync(data))
        await using (var relay = await StartRelayAsync(control))
        {
            using var admin = await control.ClientAsync("anna", "admin", "anchor");
            await Nodes.ConnectedAsync(control, NodeId);
            var room = await LiveRoom.OpenAsync(admin, "far", NodeId);
            await using var push = await room.PushClipAsync(repeats: 100);
            await room.EventAsync("stream.started");
            await using var viewer = await RawViewer.OpenAsync(room.Play("flv"));
            await viewer.ReceivedAsync(200_000);

            await control.KillAsync();
            await viewer.ReceivedAsync(viewer.Total + 200_000);
            await using var again = await RunningHost.StartAsync(data, "--urls", control.Address.ToString());
            await Nodes.ConnectedAsync(again, NodeId);
            (await admin.DeleteAsync($"/v1/rooms/far/streams/{room.StreamId}")).EnsureSuccessStatusCode();
            await viewer.EndAsync();

            await RowAsync(admin, "far", row => (long?)row["bytesOut"]?["flv"] == viewer.Total);
        }
        Directory.Delete(data, recursive: true);
    }

    private static Task<RunningHost> StartRelayAsync(RunningHost control) => RunningHost.StartRoleAsync(null,
    [
        "--role", "relay", "--urls", "http://127.0.0.1:0", "--Rtmp:Port", "0", "--Node:Id", NodeId, "--Node:PublicHost", "127.0.0.1",
        "--Control:Secret", RunningHost.ControlSecret, "--Control:Url", new UriBuilder(control.Address) { Scheme = "ws", Path = "/control" }.Uri.ToString(),
    ]);

    /// <summary>The room's row of today, once it is as wanted.</summary>
    private static async Task<JsonNode> RowAsync(HttpClient admin, string room, Func<JsonNode, bool> isWanted)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        JsonNode? last = null;
        while (!deadline.IsCancellationRequested)
        {
            var usage = (await admin.GetFromJsonAsync<JsonNode>("/v1/usage"))!;
            last = usage["rows"]!.AsArray().LastOrDefault(row => (string?)row!["room"] == room);
            if (last is not null && isWanted(last)) return last;
            await Task.Delay(Pause);
        }
        throw new TimeoutException($"Usage of {room} is still {last}");
    }
}
