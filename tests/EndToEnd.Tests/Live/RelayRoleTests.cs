namespace Rooms.EndToEnd.Tests.Live;

/// <summary>A media node in a process of its own, against the control plane of another.</summary>
public class RelayRoleTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task RelayProcess_PublishAndPlay_CarriesTheSameFlows()
    {
        await using var control = await RunningHost.StartAsync();
        await using var relay = await StartRelayAsync(control, RunningHost.ControlSecret);
        using var anchor = await control.ClientAsync("anna", "anchor");
        await Nodes.ConnectedAsync(control, "relay-2");
        var room = await LiveRoom.OpenAsync(anchor, "far", "relay-2");
        await using var push = await room.PushClipAsync();

        var started = await room.EventAsync("stream.started");
        var flv = await Tool.RunAsync(Deadline, "ffmpeg", "-v", "error", "-i", room.Play("flv"), "-t", "2", "-map", "0:v", "-c", "copy", "-f", "framehash", "-");
        var rtmp = await Tool.RunAsync(Deadline, "ffmpeg", "-v", "error", "-i", room.Play("rtmp"), "-t", "2", "-map", "0:v", "-c", "copy", "-f", "framehash", "-");
        var metrics = await relay.Http.GetStringAsync("/metrics");

        Assert.Contains("\nrooms_relay_streams 1\n", metrics, StringComparison.Ordinal);
        Assert.Equal("relay-2", (string?)started["data"]?["node"]);
        Assert.StartsWith(relay.Address.ToString(), room.Play("flv"), StringComparison.Ordinal);
        Assert.True(Packets.Parse(flv, "video").Length >= 45);
        Assert.True(Packets.Parse(rtmp, "video").Length >= 45);
    }

    [Fact]
    public async Task ControlProcessKilled_RelayServesOn_AndIsKnownAgain()
    {
        var data = Directory.CreateTempSubdirectory("rooms-control-").FullName;
        await using var control = await RunningHost.StartAsync(data);
        await using var relay = await StartRelayAsync(control, RunningHost.ControlSecret);
        using var anchor = await control.ClientAsync("anna", "anchor");
        await Nodes.ConnectedAsync(control, "relay-2");
        var room = await LiveRoom.OpenAsync(anchor, "far", "relay-2");
        await using var push = await room.PushClipAsync(repeats: 5);
        await room.EventAsync("stream.started");
        await control.KillAsync();

        using var alive = await relay.Http.GetAsync("/health/live");
        var alone = await Tool.RunAsync(Deadline, "ffmpeg", "-v", "error", "-i", room.Play("flv"), "-t", "2", "-map", "0:v", "-c", "copy", "-f", "framehash", "-");
        await using var again = await RunningHost.StartAsync(data, "--urls", control.Address.ToString());
        await Nodes.ConnectedAsync(again, "relay-2");

        Assert.True(Packets.Parse(alone, "video").Length >= 45);
        Assert.True(alive.IsSuccessStatusCode);
        Assert.False(push.HasExited);
        await again.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task WrongControlSecret_RelayIsNotANode()
    {
        await using var control = await RunningHost.StartAsync();
        await using var relay = await StartRelayAsync(control, "another-secret-that-is-not-configured");

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(control.Address, "/control"));
        request.Headers.Authorization = new("Bearer", "another-secret-that-is-not-configured");
        using var refused = await control.Http.SendAsync(request);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.DoesNotContain(await Nodes.AllAsync(control), node => (string?)node!["id"] == "relay-2");
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("gateway")]
    public async Task HalfRole_InTheEmbeddedBuild_ExitsTwoAndNamesTheBuild(string role)
    {
        var data = Directory.CreateTempSubdirectory("rooms-role-").FullName;

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningHost.StartRoleAsync(data, ["--role", role]));

        Assert.Contains("ActorEngine=Orleans", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 2", refusal.Message, StringComparison.Ordinal);
        Directory.Delete(data, recursive: true);
    }

    private static Task<RunningHost> StartRelayAsync(RunningHost control, string secret) => RunningHost.StartRoleAsync(null,
    [
        "--role", "relay", "--urls", "http://127.0.0.1:0", "--Rtmp:Port", "0", "--Node:Id", "relay-2", "--Node:PublicHost", "127.0.0.1",
        "--Control:Secret", secret, "--Control:Url", new UriBuilder(control.Address) { Scheme = "ws", Path = "/control" }.Uri.ToString(),
    ]);
}
