using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rooms.Contracts.Urls;

namespace Rooms.EndToEnd.Tests.Live;

/// <summary>A publisher's life as its viewers and its room see it.</summary>
public class LifecycleTests
{
    private const string PushKey = "push-key-of-the-lifecycle-tests-0123456789";
    private const string PlayKey = "play-key-of-the-lifecycle-tests-0123456789";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task PublisherKilled_ViewersWait_AndSeeTheNextOne()
    {
        await using var host = await StartAsync();
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "return");
        await using var first = await room.PushClipAsync();
        await room.EventAsync("stream.started");
        // More than one run of the clip holds after the cut below: it can only end by itself when the second publisher is seen too.
        await using var viewer = Tool.Start("ffmpeg", "-v", "error", "-i", room.Play("flv"), "-map", "0:v", "-frames:v", "500", "-c", "copy", "-f", "framehash", "-");
        await FiguresAsync(anchor, room, figures => (int?)figures["viewers"]?["flv"] == 1);

        await first.DisposeAsync();
        var lost = await room.EventAsync("stream.lost");
        await using var second = await room.PushClipAsync();
        var returned = await room.EventAsync("stream.started", (long)lost["seq"]!);
        var received = await viewer.FinishAsync(Deadline);

        Assert.Equal(500, Packets.Parse(received, "video").Length);
        Assert.True((long)returned["seq"]! > (long)lost["seq"]!);
    }

    [Fact]
    public async Task StreamDeleted_PublisherAndViewerAreCut()
    {
        await using var host = await StartAsync();
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "cut");
        await using var push = await room.PushClipAsync(repeats: 10);
        await room.EventAsync("stream.started");
        await using var viewer = Tool.Start("ffmpeg", "-v", "error", "-i", room.Play("flv"), "-c", "copy", "-f", "null", "-");
        await FiguresAsync(anchor, room, figures => (int?)figures["viewers"]?["flv"] == 1);

        var deleted = await anchor.DeleteAsync($"/v1/rooms/cut/streams/{room.StreamId}");
        await room.EventAsync("stream.ended");
        await Assert.ThrowsAsync<InvalidOperationException>(() => push.FinishAsync(Deadline));
        await viewer.FinishAsync(Deadline);
        await using var again = await room.PushClipAsync();

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => again.FinishAsync(Deadline));
    }

    [Fact]
    public async Task StreamBanned_IsCutAndRefusedAgain()
    {
        await using var host = await StartAsync();
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "banned");
        await using var push = await room.PushClipAsync(repeats: 10);
        await room.EventAsync("stream.started");

        var banned = await anchor.PostAsJsonAsync($"/v1/rooms/banned/streams/{room.StreamId}/ban", new { minutes = 5, reason = "test" });
        await Assert.ThrowsAsync<InvalidOperationException>(() => push.FinishAsync(Deadline));
        await using var again = await room.PushClipAsync();

        Assert.Equal(HttpStatusCode.NoContent, banned.StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => again.FinishAsync(Deadline));
    }

    [Fact]
    public async Task SecondPublisherWithAnotherToken_IsRefused_AndTheFirstGoesOn()
    {
        await using var host = await StartAsync();
        using var anchor = await host.ClientAsync("anna", "anchor");
        var room = await LiveRoom.OpenAsync(anchor, "busy");
        await using var first = await room.PushClipAsync(repeats: 10);
        await room.EventAsync("stream.started");

        var other = UrlToken.Mint(UrlAction.Push, room.StreamId, DateTimeOffset.UtcNow.AddHours(2), PushKey);
        await using var second = Tool.Start("ffmpeg", "-v", "error", "-re", "-i", await Clip.PathAsync(), "-c", "copy", "-f", "flv",
            room.PushUrl[..(room.PushUrl.IndexOf('=', StringComparison.Ordinal) + 1)] + other);

        await Assert.ThrowsAsync<InvalidOperationException>(() => second.FinishAsync(Deadline));
        Assert.False(first.HasExited);
    }

    [Theory]
    [InlineData("", HttpStatusCode.Forbidden, "signature_invalid")]
    [InlineData("push", HttpStatusCode.Forbidden, "signature_invalid")]
    [InlineData("wrong", HttpStatusCode.Forbidden, "signature_invalid")]
    [InlineData("expired", HttpStatusCode.Forbidden, "signature_expired")]
    [InlineData("unknown", HttpStatusCode.NotFound, "stream_not_found")]
    public async Task Play_WithABadToken_NamesTheFault(string fault, HttpStatusCode status, string code)
    {
        await using var host = await StartAsync();
        var later = DateTimeOffset.UtcNow.AddHours(1);
        var token = fault switch
        {
            "push" => UrlToken.Mint(UrlAction.Push, "some", later, PushKey),
            "wrong" => UrlToken.Mint(UrlAction.Play, "some", later, "another-key"),
            "expired" => UrlToken.Mint(UrlAction.Play, "some", DateTimeOffset.UtcNow.AddHours(-1), PlayKey),
            "unknown" => UrlToken.Mint(UrlAction.Play, "some", later, PlayKey),
            _ => "",
        };

        foreach (var form in new[] { "flv", "m3u8", "key.mp4" })
        {
            var answer = await host.Http.GetAsync($"/live/some.{form}?token={token}");
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(code, (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]);
        }
    }

    private static Task<RunningHost> StartAsync() => RunningHost.StartAsync(null, "--Urls:PushKey", PushKey, "--Urls:PlayKey", PlayKey);

    /// <summary>Waits until the stream's figures are as wanted; they come about once a second.</summary>
    private static async Task FiguresAsync(HttpClient http, LiveRoom room, Func<JsonNode, bool> wanted)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await http.GetFromJsonAsync<JsonNode>($"/v1/streams/{room.StreamId}", deadline.Token) is { } figures && !wanted(figures))
            await pause.WaitForNextTickAsync(deadline.Token);
    }
}
