using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rooms.EndToEnd.Tests.Browser;

namespace Rooms.EndToEnd.Tests.Samples;

/// <summary>Each sample against the whole server: joins, hears, says, and comes back after a cut with everything once.</summary>
public sealed class SampleTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Fact]
    public async Task MiniProgram_InNode_JoinsSpeaksAndResumes()
    {
        await OpenAsync("mini-room");
        await using var sample = RunningSample.Start(
            "mini-program", [("ROOMS_APP", RunningHost.App), ("ROOMS_SECRET", RunningHost.AppSecret), ("ROOMS_USER", "mini")],
            "node", "--experimental-websocket", "node/run.js", host.Running.Address.ToString(), "mini-room");

        await AssertTakesPartAsync(sample, "mini-room", "mini");
    }

    [Fact]
    public async Task Kotlin_CompiledByDebians_JoinsSpeaksAndResumes()
    {
        await OpenAsync("kotlin-room");
        using var client = await host.Running.ClientAsync("kotlin", "user");
        await using var sample = RunningSample.Start(
            "kotlin", [("ROOMS_TOKEN", client.DefaultRequestHeaders.Authorization!.Parameter!)],
            "./run.sh", host.Running.Address.ToString(), "kotlin-room");

        await AssertTakesPartAsync(sample, "kotlin-room", "kotlin");
    }

    private async Task OpenAsync(string room) =>
        (await host.Anchor.PostAsJsonAsync("/v1/rooms", new { id = room, scene = "live", name = $"Title of {room}" })).EnsureSuccessStatusCode();

    private async Task AssertTakesPartAsync(RunningSample sample, string room, string user)
    {
        await sample.UntilAsync("-- open");
        await sample.UntilAsync($"-- Title of {room}");
        await host.SayAsync(room, "Welcome \"you\" \\ 💙");
        await sample.UntilAsync("anna: Welcome \"you\" \\ 💙");
        await sample.SayAsync("Thank you 💙");
        await sample.UntilAsync($"{user}: Thank you 💙");

        await host.CutAsync(user);
        string[] missed = [.. Enumerable.Range(1, 20).Select(number => $"missed {number}")];
        foreach (var text in missed) await host.SayAsync(room, text);
        await sample.UntilAsync("-- open");
        await sample.SayAsync("I am back");
        await sample.UntilAsync($"{user}: I am back");

        Assert.Equal(["anna: Welcome \"you\" \\ 💙", $"{user}: Thank you 💙", .. missed.Select(text => $"anna: {text}"), $"{user}: I am back"], sample.Said);
        var members = (await host.Anchor.GetFromJsonAsync<JsonNode>($"/v1/rooms/{room}"))!["members"]!.AsArray();
        Assert.Contains(members, member => (string?)member!["user"] == user);
        Assert.Equal(0, await sample.EndAsync());
    }
}
