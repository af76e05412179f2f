using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Proxy;

/// <summary>The whole server behind nginx's http block of docs/proxies.md.</summary>
public sealed class HttpProxyTests
{
    private const string Trusted = "127.0.0.1,::1";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task RoomAndStream_ThroughNginx_AreServedInEveryForm(string loopback)
    {
        await using var host = await RunningHost.StartAsync(null, "--urls", $"http://{loopback}:0", "--Proxies:Trusted", Trusted);
        await using var nginx = await Nginx.StartHttpAsync(host.Address.Authority);
        using var anchor = await host.ClientAsync("anna", "anchor");
        anchor.BaseAddress = new Uri($"http://{loopback}:{nginx.Port}");
        var room = await LiveRoom.OpenAsync(anchor, "behind-nginx");
        await using var push = await room.PushClipAsync(repeats: 10);
        await room.EventAsync("stream.started");

        foreach (var form in new[] { "flv", "hls" }) Assert.StartsWith($"http://{loopback}:{nginx.Port}/live/", room.Play(form), StringComparison.Ordinal);
        foreach (var form in new[] { "wsflv", "wsmp4" }) Assert.StartsWith($"ws://{loopback}:{nginx.Port}/live/", room.Play(form), StringComparison.Ordinal);
        Assert.StartsWith($"rtmp://{loopback}:", room.PushUrl, StringComparison.Ordinal);
        var pulled = await Task.WhenAll(PullAsync(room.Play("flv")), PullAsync(room.Play("hls")));
        Assert.All(pulled, frames => Assert.True(frames >= 45, $"{frames} frames\n{host.Output}"));
        Assert.Equal("FLV", Encoding.ASCII.GetString((await FirstMessageAsync(room.Play("wsflv"), null))[..3]));
        Assert.StartsWith("{\"mime\":", Encoding.ASCII.GetString(await FirstMessageAsync(room.Play("wsmp4"), null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WebSocket_OfAForeignPageThroughNginx_IsRefused()
    {
        await using var host = await RunningHost.StartAsync(null, "--Proxies:Trusted", Trusted, "--Apps:shop:Origins", "https://shop.example");
        await using var nginx = await Nginx.StartHttpAsync(host.Address.Authority);
        using var anchor = await host.ClientAsync("anna", "anchor");
        anchor.BaseAddress = new Uri($"http://127.0.0.1:{nginx.Port}");
        var room = await LiveRoom.OpenAsync(anchor, "origins");
        await using var push = await room.PushClipAsync(repeats: 10);
        await room.EventAsync("stream.started");

        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => FirstMessageAsync(room.Play("wsflv"), "https://evil.example"));
        var listed = await FirstMessageAsync(room.Play("wsflv"), "https://shop.example");
        var own = await FirstMessageAsync(room.Play("wsflv"), $"https://127.0.0.1:{nginx.Port}");

        Assert.Contains("403", refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(listed);
        Assert.NotEmpty(own);
    }

    [Fact]
    public async Task ForgedHeaders_ThroughNginx_ChangeNothing()
    {
        await using var host = await RunningHost.StartAsync(null, "--Proxies:Trusted", Trusted, "--Limits:FailedAttemptsPerMinutePerAddress", "1");
        await using var nginx = await Nginx.StartHttpAsync(host.Address.Authority);
        using var guesser = Dialing.Client(nginx.Port, "127.0.0.77");
        using var neighbour = Dialing.Client(nginx.Port, "127.0.0.78");

        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(guesser, "192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(guesser, "192.0.2.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(guesser, "127.0.0.1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(neighbour, "127.0.0.77"));
    }

    [Fact]
    public async Task ForgedHost_ThroughNginx_IsNotInTheUrls()
    {
        await using var host = await RunningHost.StartAsync(null, "--Proxies:Trusted", Trusted);
        await using var nginx = await Nginx.StartHttpAsync(host.Address.Authority);
        using var anchor = await host.ClientAsync("anna", "anchor");
        anchor.BaseAddress = new Uri($"http://127.0.0.1:{nginx.Port}");
        anchor.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        anchor.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        var room = await LiveRoom.OpenAsync(anchor, "forged");

        Assert.StartsWith("rtmp://127.0.0.1:", room.PushUrl, StringComparison.Ordinal);
        Assert.StartsWith($"http://127.0.0.1:{nginx.Port}/", room.Play("flv"), StringComparison.Ordinal);
    }

    // PROXY protocol instead of headers: nginx only passes bytes on.
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Rest_ThroughNginxAsAStream_IsServed(string loopback)
    {
        await using var host = await RunningHost.StartAsync(null, "--urls", $"http://{loopback}:0", "--Proxies:Trusted", Trusted, "--Proxies:Protocol", "http");
        await using var nginx = await Nginx.StartStreamAsync(ProxyDocument.HttpAsStream, host.Address.Authority);
        host.Http.BaseAddress = new Uri($"http://{loopback}:{nginx.Port}");
        using var anchor = await host.ClientAsync("anna", "anchor");
        anchor.BaseAddress = host.Http.BaseAddress;

        var room = await LiveRoom.OpenAsync(anchor, "as-a-stream");

        Assert.StartsWith($"http://{loopback}:{nginx.Port}/live/", room.Play("flv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_ThroughNginxAsAStream_CountTheClient()
    {
        await using var host = await RunningHost.StartAsync(
            null, "--Proxies:Trusted", Trusted, "--Proxies:Protocol", "http", "--Limits:FailedAttemptsPerMinutePerAddress", "1");
        await using var nginx = await Nginx.StartStreamAsync(ProxyDocument.HttpAsStream, host.Address.Authority);
        using var guesser = Dialing.Client(nginx.Port, "127.0.0.77");
        using var neighbour = Dialing.Client(nginx.Port, "127.0.0.78");

        // What a client says of itself counts for nothing: it is no trusted proxy.
        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(guesser, "192.0.2.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(guesser, "192.0.2.2"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(neighbour, "127.0.0.77"));
    }

    private static async Task<HttpStatusCode> GuessAsync(HttpClient client, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/rooms");
        request.Headers.Authorization = new("Bearer", "a guess");
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var answer = await client.SendAsync(request);
        var code = (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"];
        Assert.Equal(answer.StatusCode == HttpStatusCode.Unauthorized ? "token_invalid" : "rate_limited", code);
        return answer.StatusCode;
    }

    private static async Task<int> PullAsync(string url)
    {
        var frames = await Tool.RunAsync(Deadline, "ffmpeg", "-v", "error", "-i", url, "-t", "2", "-map", "0:v", "-c", "copy", "-f", "framehash", "-");
        return Packets.Parse(frames, "video").Length;
    }

    private static async Task<byte[]> FirstMessageAsync(string url, string? origin)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var socket = new ClientWebSocket();
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new Uri(url), deadline.Token);
        var buffer = new byte[64 * 1024];
        var part = await socket.ReceiveAsync(buffer, deadline.Token);
        return buffer[..part.Count];
    }
}
