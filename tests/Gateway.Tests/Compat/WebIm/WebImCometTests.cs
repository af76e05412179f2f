using System.Net;
using System.Text.Json;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Compat.WebIm;

/// <summary>Contract section 1: polling, of both generations.</summary>
public sealed class WebImCometTests(WebImHost host) : IClassFixture<WebImHost>
{
    [Fact]
    public async Task Session_From2017_LogsInHearsAndSpeaks()
    {
        await using var socket = await host.LoginAsync("socket");
        var session = await ConnectAsync();

        AssertText("""{"success":1}""", await PublishAsync(session, new { cmd = "login", name = "poller", avatar = "" }));
        var login = await PollAsync(session);
        var newUser = await socket.NextAsync("newUser");
        await socket.SendAsync(new { cmd = "message", from = socket.Fd, channal = 0, data = "hello poller", type = "text" });
        var heard = await PollAsync(session);
        await PublishAsync(session, new { cmd = "message", from = login.GetProperty("fd").GetString(), channal = 0, data = "hello socket", type = "text" });
        await socket.HearAsync("hello socket");

        Assert.Equal(("login", "poller"), (login.GetProperty("cmd").GetString(), login.GetProperty("name").GetString()));
        Assert.Matches("^[0-9a-f]{32}$", session);
        Assert.Matches("^[0-9a-f]{32}$", login.GetProperty("fd").GetString());
        Assert.Equal(login.GetProperty("fd").GetString(), newUser.GetProperty("fd").GetString());
        Assert.Equal("hello poller", heard.GetProperty("data").GetString());
    }

    [Fact]
    public async Task Session_From2019_IsACookie()
    {
        var connected = await host.PostAsync("/websocket/connect", cookie: null, ("type", "connect"));
        var set = connected.Headers.GetValues("Set-Cookie").Single();
        var cookie = set.Split(';')[0];

        var published = await host.PostAsync("/websocket/pub", cookie, ("message", """{"cmd":"login","name":"cookie","avatar":""}"""));
        var polled = await host.PostAsync("/websocket/sub?time=20", cookie);
        var nothing = await host.PostAsync("/websocket/sub?time=1", cookie);

        Assert.Matches("^session_key=[0-9a-f]{32}$", cookie);
        Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
        AssertText("""{"success":true}""", connected);
        AssertText("""{"success":true}""", published);
        Assert.Contains("cookie", DataOf(polled, JsonValueKind.True).GetProperty("name").GetString(), StringComparison.Ordinal);
        AssertText("""{"success":false}""", nothing);
    }

    [Fact]
    public async Task Answer_OfPolling_AllowsTheConfiguredOrigin()
    {
        var answer = await host.PostAsync("/connect", null, ("type", "connect"));

        Assert.Equal("https://chat.example", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Theory]
    [InlineData("/pub", "pub", null)]
    [InlineData("/sub", "sub", "")]
    [InlineData("/sub", "sub", "0123456789abcdef0123456789abcdef")]
    [InlineData("/sub", "sub", "0123456789ABCDEF")]
    public async Task Session_Guessed_IsDenied(string path, string type, string? session)
    {
        var answer = await host.PostAsync(path, null, session is null ? [("type", type)] : [("type", type), ("session_id", session)]);

        Assert.Equal((HttpStatusCode.Forbidden, "<h1>Access Deny.</h1>"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Session_ClosedByTheApp_MayNotSpeakAnyMore()
    {
        var session = await ConnectAsync();
        await PublishAsync(session, new { cmd = "login", name = "closed", avatar = "" });
        var fd = (await PollAsync(session)).GetProperty("fd").GetString()!;
        var admin = await host.Host.TokenAsync("root", "admin");
        var listed = Assert.Single((await host.Host.GetAsync($"/v1/connections?user=webim.{fd}", admin)).Json.GetProperty("connections").EnumerateArray());

        (await host.Host.SendAsync(HttpMethod.Delete, $"/v1/connections/{listed.GetProperty("id").GetString()}", admin)).Expect(HttpStatusCode.NoContent);

        Assert.Equal("webim-poll", listed.GetProperty("protocol").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await PublishAsync(session, new { cmd = "message", channal = 0, data = "still here" })).Status);
    }

    [Fact]
    public async Task Session_NameThatOthersSee_IsNoSession()
    {
        var session = await ConnectAsync();
        await PublishAsync(session, new { cmd = "login", name = "careful", avatar = "" });
        var fd = (await PollAsync(session)).GetProperty("fd").GetString()!;

        var stolen = await host.PostAsync("/sub", null, ("type", "sub"), ("session_id", fd));

        Assert.Equal(HttpStatusCode.Forbidden, stolen.Status);
    }

    [Theory]
    [InlineData("pub")]
    [InlineData("sub")]
    [InlineData("connect2")]
    public async Task Cookie_OfNobody_IsDenied(string action)
    {
        var answer = await host.PostAsync($"/websocket/{action}", "session_key=0123456789abcdef0123456789abcdef");

        Assert.Equal(action == "connect2" ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task Cookie_ThatTheClientChose_IsReplaced()
    {
        const string Chosen = "0123456789abcdef0123456789abcdef";

        var answer = await host.PostAsync("/websocket/connect", $"session_key={Chosen}");

        Assert.DoesNotContain(Chosen, answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/connect", "dance")]
    [InlineData("/sub", "")]
    public async Task Type_Unknown_IsNoChannel(string path, string type)
    {
        var answer = await host.PostAsync(path, null, ("type", type));

        Assert.Equal((HttpStatusCode.NotFound, "<h1>Channel Not Found</h1>"), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Poll_WhileAnotherWaits_EndsTheFirst()
    {
        var session = await ConnectAsync();
        var first = host.PostAsync("/sub", null, ("type", "sub"), ("session_id", session));
        // Which of the two comes first is the network's matter: the later one gets the message.
        var second = host.PostAsync("/sub", null, ("type", "sub"), ("session_id", session));

        var ended = await Task.WhenAny(first, second).WaitAsync(Deadline.Generous);
        await PublishAsync(session, new { cmd = "getOnline" });
        var other = await (ended == first ? second : first);

        AssertText("""{"success":0,"text":"timeout"}""", await ended);
        Assert.Equal("getOnline", DataOf(other, JsonValueKind.Number).GetProperty("cmd").GetString());
    }

    [Fact]
    public async Task Poll_ConnectionClosed_EndsTheSession()
    {
        await using var socket = await host.LoginAsync("watcher");
        var session = await ConnectAsync();
        await PublishAsync(session, new { cmd = "login", name = "leaver", avatar = "" });
        var fd = (await PollAsync(session)).GetProperty("fd").GetString()!;
        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{host.Port}/sub")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("type", "sub"), KeyValuePair.Create("session_id", session)]),
        };
        // Sent before its headers come back: a poll has none until it ends.
        var poll = host.Host.Client.SendAsync(request, leaving.Token);
        await PollStartedAsync(session);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        await socket.MissAsync(fd);

        Assert.Equal(HttpStatusCode.Forbidden, (await PublishAsync(session, new { cmd = "getOnline" })).Status);
    }

    [Fact]
    public async Task Form_OverTheLimit_IsRefused()
    {
        var session = await ConnectAsync();

        var answer = await PublishAsync(session, new { cmd = "message", data = new string('x', 100_000) });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task Config_WhereItIsAsked_NamesTheServer()
    {
        var script = await host.Host.Client.GetStringAsync($"http://127.0.0.1:{host.Port}/config.js");

        Assert.Equal($$"""
            var webim = {
                'server' : "ws://127.0.0.1:{{host.Port}}/"
            }
            """, script);
    }

    private async Task<string> ConnectAsync()
    {
        var answer = await host.PostAsync("/connect", null, ("type", "connect"));
        Assert.Equal(1, answer.Json.GetProperty("success").GetInt32());
        return answer.Json.GetProperty("session_id").GetString()!;
    }

    private Task<Answer> PublishAsync(string session, object message) =>
        host.PostAsync("/pub", null, ("type", "pub"), ("message", JsonSerializer.Serialize(message)), ("session_id", session));

    private async Task<JsonElement> PollAsync(string session) =>
        DataOf(await host.PostAsync("/sub", null, ("type", "sub"), ("time", "80"), ("session_id", session)), JsonValueKind.Number);

    private async Task PollStartedAsync(string session)
    {
        using var deadline = new CancellationTokenSource(Deadline.Generous);
        while (!host.Comet.IsPolled(session))
        {
            await Task.Delay(10, deadline.Token);
        }
    }

    private static JsonElement DataOf(Answer answer, JsonValueKind success)
    {
        Assert.Equal(success, answer.Json.GetProperty("success").ValueKind);
        return JsonSerializer.Deserialize<JsonElement>(answer.Json.GetProperty("data").GetString()!);
    }

    private static void AssertText(string text, Answer answer) => Assert.Equal((HttpStatusCode.OK, text), (answer.Status, answer.Text));
}
