using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Web;

/// <summary>An app's viewers and bytes are limited whatever they watch by.</summary>
public sealed class QuotaTests : IAsyncLifetime
{
    private PlayNode node = null!;
    private TestPublisher publisher = null!;

    private AppAudience Audience => node.Get<AppAudiences>().Of("app");

    public async Task InitializeAsync()
    {
        node = await PlayNode.StartAsync();
        publisher = node.Publish("s");
        publisher.Send((await Clip.GetAsync()).Tags);
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Theory]
    [InlineData(".flv")]
    [InlineData(".m3u8")]
    public async Task Get_TheAppIsFull_IsQuotaViewers(string suffix)
    {
        Audience.Allow(0, isBytesSpent: false);

        using var answer = await node.Client.GetAsync(PlayNode.Path("s", suffix), HttpCompletionOption.ResponseHeadersRead);

        await AssertProblemAsync(answer, HttpStatusCode.Conflict, "quota_viewers");
    }

    [Theory]
    [InlineData(".flv")]
    [InlineData(".m3u8")]
    public async Task Get_BytesOfTheDayAreUsed_IsQuotaBytes(string suffix)
    {
        Audience.Allow(null, isBytesSpent: true);

        using var answer = await node.Client.GetAsync(PlayNode.Path("s", suffix), HttpCompletionOption.ResponseHeadersRead);

        await AssertProblemAsync(answer, HttpStatusCode.TooManyRequests, "quota_bytes");
    }

    [Fact]
    public async Task WebSocket_TheAppIsFull_IsRefusedInTheHandshake()
    {
        Audience.Allow(0, isBytesSpent: false);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(node.WebSocketUri("s", ".mp4"), CancellationToken.None));

        Assert.Equal(HttpStatusCode.Conflict, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Get_AViewerLeft_ItsPlaceIsFree()
    {
        Audience.Allow(1, isBytesSpent: false);
        var first = await node.Client.GetAsync(PlayNode.Path("s", ".flv"), HttpCompletionOption.ResponseHeadersRead);
        using var second = await node.Client.GetAsync(PlayNode.Path("s", ".flv"), HttpCompletionOption.ResponseHeadersRead);

        first.Dispose();

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        await Eventually.BecomesAsync(() => TryEnterAndLeave(), null);
    }

    // Somebody who watches by HLS asks again and again: the same viewer keeps the place.
    [Fact]
    public async Task Playlist_ByAViewerWhoIsIn_IsAnsweredAgain()
    {
        Audience.Allow(1, isBytesSpent: false);
        var path = PlayNode.Path("s", ".m3u8");

        using var first = await node.Client.GetAsync(path);
        using var again = await node.Client.GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.NotNull(Audience.TryEnter());
    }

    [Fact]
    public async Task Playlist_StreamEnds_ItsViewersPlacesAreFree()
    {
        Audience.Allow(1, isBytesSpent: false);
        using var _ = await node.Client.GetAsync(PlayNode.Path("s", ".m3u8"));

        publisher.End();

        Assert.Null(Audience.TryEnter());
    }

    [Fact]
    public async Task Hls_WhatIsAnswered_IsCounted()
    {
        var list = await node.Client.GetByteArrayAsync(PlayNode.Path("s", ".m3u8"));
        var before = publisher.Stream.Account.SentBy("hls").Total;
        var name = System.Text.Encoding.UTF8.GetString(list).Split('\n').First(line => line.Contains(".m4s", StringComparison.Ordinal));
        var segment = await node.Client.GetByteArrayAsync($"/live/{name}");

        Assert.Equal(list.Length, before);
        Assert.Equal(list.Length + segment.Length, publisher.Stream.Account.SentBy("hls").Total);
    }

    private string? TryEnterAndLeave()
    {
        var refused = Audience.TryEnter();
        if (refused is null) Audience.Leave();
        return refused;
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }
}
