using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests;

/// <summary>What a newcomer does first: README's commands, as they stand there.</summary>
public class UpTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Up_TheDemo_ShowsTwoLiveRoomsAndEndsCleanly()
    {
        await using var host = await RunningHost.StartUpAsync();

        using var deadline = new CancellationTokenSource(Deadline);
        var session = (await host.Http.GetFromJsonAsync<JsonNode>("/v1/demo/session", deadline.Token))!;
        host.Http.DefaultRequestHeaders.Authorization = new("Bearer", (string?)session["token"]);
        foreach (var room in new[] { "demo-1", "demo-2" })
            while (!await IsLiveAsync(host, room, deadline.Token)) await host.Http.GetAsync($"/v1/rooms/{room}/events?after=100&wait=1", deadline.Token);
        var exitCode = await host.StopAsync();

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("fail:", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readme_PushAndWatch_Plays()
    {
        await using var host = await RunningHost.StartRoleAsync(null, ["--urls", "http://127.0.0.1:0", "--Rtmp:Port", "0", "--Demo", "true"]);
        // Another port than the one that README names, and a player that ends by itself.
        var script = Block("## Push and watch")
            .Replace("http://localhost:8080", host.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("data/secrets.json", Path.Combine(host.DataDirectory, "secrets.json"), StringComparison.Ordinal)
            .Replace("ffplay", "until ffmpeg -v error -t 2 -f framehash - -i", StringComparison.Ordinal);
        script = $"cd {host.DataDirectory}; {script.TrimEnd()} > played; do :; done; kill $!; cat played";

        var played = await Tool.RunAsync(Deadline, "timeout", "120", "bash", "-c", script);

        Assert.True(Live.Packets.Parse(played, "video").Length >= 40, played);
    }

    [Fact]
    public async Task Start_ConsoleHasAnAddressOfItsOwn_IsToldBeforeTheReadyLine()
    {
        const string Said = "The console is at ";
        await using var host = await RunningHost.StartAsync(null, "--Admin:Urls", "http://127.0.0.1:0");

        var line = host.Output.Split('\n').TakeWhile(line => !line.StartsWith("Rooms is ready: ", StringComparison.Ordinal))
            .Single(line => line.StartsWith(Said, StringComparison.Ordinal));
        using var apart = await host.Http.GetAsync(new Uri(line[Said.Length..]));
        using var open = await host.Http.GetAsync("/");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (apart.StatusCode, open.StatusCode));
    }

    [Fact]
    public async Task Start_NodeOfTheSameProcess_IsThereAndNotWaitedForInVain()
    {
        await using var host = await RunningHost.StartAsync();

        await host.StopAsync();

        Assert.Contains("Node local is registered", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("has not registered yet", host.Output, StringComparison.Ordinal);
    }

    private static async Task<bool> IsLiveAsync(RunningHost host, string room, CancellationToken cancellation)
    {
        var view = await host.Http.GetFromJsonAsync<JsonNode>($"/v1/rooms/{room}", cancellation);
        return view!["streams"]!.AsArray().Any(stream => (string?)stream!["status"] == "live");
    }

    /// <summary>The indented block below a heading of README.md.</summary>
    private static string Block(string heading)
    {
        var lines = File.ReadAllLines(Path.Combine(RunningHost.Root, "README.md"));
        var block = lines.SkipWhile(line => line != heading).Skip(1)
            .SkipWhile(line => !line.StartsWith("    ", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal));
        return string.Join('\n', block);
    }
}
