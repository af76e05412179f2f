using System.Net;
using System.Text.Json;
using Rooms.Contracts.Shutdown;
using Rooms.Contracts.Urls;

namespace Rooms.MediaRelay.Tests.Web;

public sealed class PlayRouterTests : IAsyncLifetime
{
    private const string Origin = "https://shop.example";

    private PlayNode node = null!;

    public async Task InitializeAsync() => node = await PlayNode.StartAsync(("Cors:Origins", $"{Origin}, https://other.example"));

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Theory]
    [InlineData(".flv")]
    [InlineData(".m3u8")]
    [InlineData(".key.mp4")]
    [InlineData(".5.m4s")]
    [InlineData(".5.init.mp4")]
    public async Task Get_NoToken_IsSignatureInvalid(string suffix)
    {
        var answer = await node.Client.GetAsync($"/live/s{suffix}");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("signature_invalid", await CodeOf(answer));
    }

    [Fact]
    public async Task Refusal_CallerHasATrace_NamesIt()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/live/s.flv");
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");

        var answer = await node.Client.SendAsync(request);

        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(Trace, problem.RootElement.GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task Get_ExpiredToken_IsSignatureExpired()
    {
        var answer = await node.Client.GetAsync($"/live/s.flv?token={PlayNode.Token("s", -1)}");

        Assert.Equal("signature_expired", await CodeOf(answer));
    }

    [Theory]
    [InlineData("other", "play-key", UrlAction.Play)]
    [InlineData("s", "other-key", UrlAction.Play)]
    [InlineData("s", "push-key", UrlAction.Push)]
    public async Task Get_TokenOfSomethingElse_IsSignatureInvalid(string streamId, string key, UrlAction action)
    {
        var answer = await node.Client.GetAsync($"/live/s.flv?token={PlayNode.Token(streamId, 60, key, action)}");

        Assert.Equal("signature_invalid", await CodeOf(answer));
    }

    [Fact]
    public async Task Get_NobodyPublishes_IsStreamNotFound()
    {
        var answer = await node.Client.GetAsync(PlayNode.Path("s", ".flv"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("stream_not_found", await CodeOf(answer));
    }

    [Fact]
    public async Task Get_WhileDraining_OpensNothingNew_AndServesWhoPolls()
    {
        node.Publish("s").Send((await Clip.GetAsync()).Tags);
        var playlist = (await node.Client.GetAsync(PlayNode.Path("s", ".m3u8"))).StatusCode;

        node.Get<Drain>().Begin(TimeSpan.Zero);
        var socket = await node.Client.GetAsync(PlayNode.Path("s", ".flv"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, socket.StatusCode);
        Assert.Equal("draining", await CodeOf(socket));
        Assert.Equal(playlist, (await node.Client.GetAsync(PlayNode.Path("s", ".m3u8"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, playlist);
    }

    [Theory]
    [InlineData("s.mp3")]
    [InlineData(".flv")]
    [InlineData("s%2Fx.flv")]
    [InlineData("%F0%9F%98%80.flv")]
    [InlineData("s.x.m4s")]
    [InlineData("s.mp4")] // a WebSocket's
    public async Task Get_NoSuchName_IsStreamNotFound(string file) => Assert.Equal("stream_not_found", await CodeOf(await node.Client.GetAsync($"/live/{file}")));

    [Fact]
    public async Task Get_IdOf300Characters_IsStreamNotFound() =>
        Assert.Equal("stream_not_found", await CodeOf(await node.Client.GetAsync($"/live/{new string('a', 300)}.flv")));

    [Fact]
    public async Task Post_AnyPath_IsNotAllowed()
    {
        var answer = await node.Client.PostAsync(PlayNode.Path("s", ".flv"), null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData(Origin, Origin)]
    [InlineData("https://evil.example", null)]
    public async Task Get_FromOtherOrigin_IsAllowedWhenListed(string origin, string? allowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/live/s.m3u8");
        request.Headers.Add("Origin", origin);

        var answer = await node.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(allowed, AllowedOrigin(answer));
    }

    [Fact]
    public async Task Options_ListedOrigin_AnswersPreflight()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/live/s.m3u8");
        request.Headers.Add("Origin", Origin);
        request.Headers.Add("Access-Control-Request-Method", "GET");

        var answer = await node.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(Origin, AllowedOrigin(answer));
        Assert.Equal("GET", answer.Headers.GetValues("Access-Control-Allow-Methods").Single());
    }

    internal static string? AllowedOrigin(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;

    private static async Task<string?> CodeOf(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("code").GetString();
    }
}
