using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>An app's quotas on the whole server, with real publishers and viewers.</summary>
public class QuotaTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Streams_OneMoreThanTheQuota_IsRefusedUntilOneEnds()
    {
        await using var host = await RunningHost.StartAsync(null, "--Apps:shop:Quotas:Streams", "1");
        using var anchor = await host.ClientAsync("anna", "anchor");
        var first = await LiveRoom.OpenAsync(anchor, "first");
        var second = await LiveRoom.OpenAsync(anchor, "second");
        await using var push = await first.PushClipAsync(repeats: 100);
        await first.EventAsync("stream.started");

        await using var refused = await second.PushClipAsync();
        var answer = await Assert.ThrowsAsync<InvalidOperationException>(() => refused.FinishAsync(Deadline));
        (await anchor.DeleteAsync($"/v1/rooms/first/streams/{first.StreamId}")).EnsureSuccessStatusCode();
        await using var admitted = await AdmittedAsync(second);

        Assert.Contains("quota_streams", answer.Message, StringComparison.Ordinal);
        Assert.False(admitted.HasExited);
    }

    [Fact]
    public async Task Viewers_OneMoreThanTheQuota_IsRefusedWhateverItPlays()
    {
        await using var host = await RunningHost.StartAsync(null, "--Apps:shop:Quotas:Viewers", "2");
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "full");
        await using var push = await room.PushClipAsync(repeats: 100);
        await room.EventAsync("stream.started");
        using var one = await host.Http.GetAsync(room.Play("flv"), HttpCompletionOption.ResponseHeadersRead);
        using var two = await host.Http.GetAsync(room.Play("flv"), HttpCompletionOption.ResponseHeadersRead);

        using var three = await host.Http.GetAsync(room.Play("flv"), HttpCompletionOption.ResponseHeadersRead);
        var rtmp = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Tool.RunAsync(Deadline, "ffmpeg", "-v", "error", "-i", room.Play("rtmp"), "-t", "1", "-f", "null", "-"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict), (one.StatusCode, two.StatusCode, three.StatusCode));
        Assert.Equal("quota_viewers", (string?)(await three.Content.ReadFromJsonAsync<JsonNode>())!["code"]);
        Assert.Contains("quota_viewers", rtmp.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_OfTheDayAreUsed_NobodyNewWatchesOrPublishes()
    {
        await using var host = await RunningHost.StartAsync(null, "--Apps:shop:Quotas:BytesPerDay", "100000");
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "spent");
        await using var push = await room.PushClipAsync(repeats: 100);
        await room.EventAsync("stream.started");

        var refused = await RefusalAsync(host, room.Play("flv"));
        var other = await LiveRoom.OpenAsync(anchor, "other");
        await using var second = await other.PushClipAsync();
        var answer = await Assert.ThrowsAsync<InvalidOperationException>(() => second.FinishAsync(Deadline));

        Assert.Equal("quota_bytes", refused);
        Assert.Contains("quota_bytes", answer.Message, StringComparison.Ordinal);
        Assert.False(push.HasExited);
    }

    [Fact]
    public async Task Rooms_OneMoreThanTheQuota_IsRefusedByName()
    {
        await using var host = await RunningHost.StartAsync(null, "--Apps:shop:Quotas:Rooms", "2");
        using var anchor = await host.ClientAsync("anna", "anchor");
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 3; i++) answers.Add(await anchor.PostAsJsonAsync("/v1/rooms", new { id = $"r{i}", scene = "live", name = "n" }));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode));
        Assert.Equal("quota_rooms", (string?)(await answers[2].Content.ReadFromJsonAsync<JsonNode>())!["code"]);
    }

    // The cut is on its way to the app: until it is there a publisher is refused, and tries again.
    private static async Task<Tool> AdmittedAsync(LiveRoom room)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            var push = await room.PushClipAsync(repeats: 100);
            var end = push.FinishAsync(Deadline);
            if (await Task.WhenAny(room.EventAsync("stream.started"), end) != end) return push;
            Assert.Contains("quota_streams", (await Assert.ThrowsAsync<InvalidOperationException>(() => end)).Message, StringComparison.Ordinal);
            await push.DisposeAsync();
            deadline.Token.ThrowIfCancellationRequested();
        }
    }

    // The bytes are known within a report or two.
    private static async Task<string?> RefusalAsync(RunningHost host, string url)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            using var answer = await host.Http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (!answer.IsSuccessStatusCode) return (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>(deadline.Token))!["code"];
        }
    }
}
