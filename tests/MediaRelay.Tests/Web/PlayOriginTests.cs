using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Rooms.MediaRelay.Control;

namespace Rooms.MediaRelay.Tests.Web;

/// <summary>Pages of which origin may watch, for a stream of app <c>app</c>: over HTTP the browser keeps the answer from them, a WebSocket is refused.</summary>
public sealed class PlayOriginTests : IAsyncLifetime
{
    private const string General = "https://shop.example";
    private const string Own = "https://own.example";
    private const string Evil = "https://evil.example";

    private PlayNode node = null!;
    private Clip clip = null!;

    public async Task InitializeAsync()
    {
        clip = await Clip.GetAsync();
        node = await PlayNode.StartAsync(("Cors:Origins", General));
        node.Publish("s").Send(clip.Tags);
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Theory]
    [InlineData(General, true)]
    [InlineData(Own, false)]
    [InlineData(Evil, false)]
    public async Task Get_AppWithoutOrigins_FollowsTheGeneralList(string origin, bool isAllowed) => await AssertReadableAsync(origin, isAllowed);

    [Theory]
    [InlineData(General, false)]
    [InlineData(Own, true)]
    [InlineData(Evil, false)]
    public async Task Get_AppHasItsOwn_TheyReplaceTheGeneralOnes(string origin, bool isAllowed)
    {
        GiveOrigins("app", Own);

        await AssertReadableAsync(origin, isAllowed);
    }

    [Theory]
    [InlineData(General, true)]
    [InlineData(Own, false)]
    public async Task Get_AnotherAppHasItsOwn_TheyCountForItAlone(string origin, bool isAllowed)
    {
        GiveOrigins("other", Own);

        await AssertReadableAsync(origin, isAllowed);
    }

    [Fact]
    public async Task Get_AppIsOpen_IsReadableEverywhere()
    {
        GiveOrigins("app", "*");

        using var answer = await GetAsync(".m3u8", Evil);

        Assert.Equal("*", PlayRouterTests.AllowedOrigin(answer));
        Assert.Empty(answer.Headers.Vary);
    }

    // Whose stream it would be is not known: the page may read why it was refused.
    [Theory]
    [InlineData(General, true)]
    [InlineData(Own, true)]
    [InlineData(Evil, false)]
    public async Task Refusal_OriginOfAnyApp_MayBeRead(string origin, bool isAllowed)
    {
        GiveOrigins("other", Own);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/live/s.m3u8");
        request.Headers.Add("Origin", origin);

        using var answer = await node.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(isAllowed ? origin : null, PlayRouterTests.AllowedOrigin(answer));
    }

    [Theory]
    [InlineData(".flv", General)]
    [InlineData(".mp4", General)]
    [InlineData(".mp4", null)] // no browser
    public async Task WebSocket_OriginIsListed_Plays(string suffix, string? origin) => await AssertPlaysAsync(suffix, origin);

    [Theory]
    [InlineData("http")]
    [InlineData("https")] // a proxy may have ended TLS
    public async Task WebSocket_PageOfThisServer_Plays(string scheme) => await AssertPlaysAsync(".mp4", $"{scheme}://{node.Base.Authority}");

    [Theory]
    [InlineData(".flv", Evil)]
    [InlineData(".mp4", Evil)]
    [InlineData(".mp4", Own)]
    [InlineData(".mp4", "null")]
    [InlineData(".mp4", "https://shop.example.evil.example")]
    [InlineData(".mp4", "not an origin")]
    public async Task WebSocket_ForeignOrigin_IsRefusedByName(string suffix, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PlayNode.Path("s", suffix));
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

        using var answer = await node.Client.SendAsync(request);

        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("origin_forbidden", problem.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task WebSocket_AppHasItsOwnOrigins_TheGeneralOnesAreForeign()
    {
        GiveOrigins("app", Own);

        await AssertPlaysAsync(".mp4", Own);
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => AssertPlaysAsync(".mp4", General));

        Assert.Contains("403", refusal.Message, StringComparison.Ordinal);
    }

    private void GiveOrigins(string app, string origin) => node.Get<AppOrigins>().Replace(new Dictionary<string, string[]> { [app] = [origin] });

    private async Task<HttpResponseMessage> GetAsync(string suffix, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PlayNode.Path("s", suffix));
        request.Headers.Add("Origin", origin);
        return await node.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task AssertReadableAsync(string origin, bool isAllowed)
    {
        foreach (var suffix in new[] { ".flv", ".m3u8", ".key.mp4" })
        {
            using var answer = await GetAsync(suffix, origin);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(isAllowed ? origin : null, PlayRouterTests.AllowedOrigin(answer));
            Assert.Equal(["Origin"], answer.Headers.Vary);
        }
    }

    private async Task AssertPlaysAsync(string suffix, string? origin)
    {
        using var socket = new ClientWebSocket();
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);

        await socket.ConnectAsync(node.WebSocketUri("s", suffix), default);

        Assert.NotEmpty((await Messages.ReceiveAsync(socket)).Bytes);
    }
}
