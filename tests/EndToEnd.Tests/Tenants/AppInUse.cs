using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Rooms.EndToEnd.Tests.Live;

namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>An app with a token, an API key and a console session, a stream on air and a viewer of it.</summary>
internal sealed class AppInUse : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly string[] AnchorRoles = ["anchor"];
    private static readonly string[] BackendRoles = ["backend"];

    private readonly HttpClient token;
    private readonly HttpClient key;
    private readonly HttpClient session;
    private readonly LiveRoom room;
    private readonly Tool push;
    private readonly HttpResponseMessage viewer;

    private AppInUse(HttpClient token, HttpClient key, HttpClient session, LiveRoom room, Tool push, HttpResponseMessage viewer) =>
        (this.token, this.key, this.session, this.room, this.push, this.viewer) = (token, key, session, room, push, viewer);

    public static async Task<AppInUse> OpenAsync(RunningHost host, string app, string secret)
    {
        using var operators = await host.OperatorAsync();
        var bought = await SendAsync(host.Http, "/v1/tokens", new { app, secret, user = "anna", roles = AnchorRoles });
        var made = await SendAsync(operators, "/v1/keys", new { app, name = "orders", roles = BackendRoles });
        var session = new HttpClient { BaseAddress = host.Address };
        await SendAsync(session, "/v1/session", new { app, secret, user = "ann" });
        var token = ClientOf(host, (string)bought["token"]!);
        var room = await LiveRoom.OpenAsync(token, "in-use");
        var push = await room.PushClipAsync(repeats: 100);
        await room.EventAsync("stream.started");
        var viewer = await host.Http.GetAsync(room.Play("flv"), HttpCompletionOption.ResponseHeadersRead);
        viewer.EnsureSuccessStatusCode();
        return new AppInUse(token, ClientOf(host, (string)made["secret"]!), session, room, push, viewer);
    }

    /// <summary>What its token, its key and its session are answered.</summary>
    public async Task<HttpStatusCode[]> AnswersAsync()
    {
        var answers = await Task.WhenAll(new[] { token, key, session }.Select(client => client.GetAsync("/v1/rooms")));
        return [.. answers.Select(answer => answer.StatusCode)];
    }

    /// <summary>Publisher and viewer are sent away, and both URLs open nothing any more.</summary>
    public async Task AssertIsOffAirAsync()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => push.FinishAsync(Deadline));
        await using (var media = await viewer.Content.ReadAsStreamAsync()) await media.CopyToAsync(Stream.Null).WaitAsync(Deadline);
        await using var again = await room.PushClipAsync();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => again.FinishAsync(Deadline));
        // Without the token: a player that has an Authorization header means that one, not the URL's.
        using var play = await session.GetAsync(room.Play("flv"), HttpCompletionOption.ResponseHeadersRead);

        Assert.Contains("stream_not_found", refused.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, play.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        viewer.Dispose();
        await push.DisposeAsync();
        foreach (var client in new[] { token, key, session }) client.Dispose();
    }

    private static HttpClient ClientOf(RunningHost host, string bearer) =>
        new() { BaseAddress = host.Address, DefaultRequestHeaders = { Authorization = new("Bearer", bearer) } };

    private static async Task<JsonNode> SendAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
