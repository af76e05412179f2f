using System.Net;
using System.Text.Json;

namespace Rooms.Gateway.Tests.Compat.WebIm;

/// <summary>Contract sections 2 and 3, field by field, over WebSocket.</summary>
public sealed class WebImSocketTests(WebImHost host) : IClassFixture<WebImHost>
{
    [Fact]
    public async Task Login_AmongOthers_TellsSelfThenTheOthersInOrder()
    {
        await using var there = await host.LoginAsync("there");
        await using var comer = await host.ConnectAsync();

        await comer.SendAsync("""{"cmd":"login","name":"<b>Tom</b> & \"Co\"","avatar":"http://x/a.png?a='1'"}""");
        var self = (await comer.ReadAsync())!.Value;
        var (first, second) = (await there.NextAsync("newUser"), await there.NextAsync("fromMsg"));

        var fd = self.GetProperty("fd").GetString();
        AssertJson($$"""{"cmd":"login","fd":"{{fd}}","name":"Tom &amp; &quot;Co&quot;","avatar":"http://x/a.png?a=&#039;1&#039;"}""", self);
        AssertJson($$"""{"cmd":"newUser","fd":"{{fd}}","name":"Tom &amp; &quot;Co&quot;","avatar":"http://x/a.png?a=&#039;1&#039;"}""", first);
        AssertJson("""{"cmd":"fromMsg","from":0,"channal":0,"data":"Tom &amp; &quot;Co&quot;上线了"}""", second);
    }

    [Fact]
    public async Task Leave_LoggedIn_IsToldToTheOthers()
    {
        await using var there = await host.LoginAsync("stays");
        await using var goer = await host.LoginAsync("goes");

        await goer.LeaveAsync();
        var told = await there.MissAsync(goer.Fd);

        AssertJson($$"""{"cmd":"offline","fd":"{{goer.Fd}}","from":0,"channal":0,"data":"goes下线了"}""", told);
    }

    [Fact]
    public async Task Leave_NeverLoggedIn_IsSilent()
    {
        await using var there = await host.LoginAsync("listener");
        await using (var silent = await host.ConnectAsync()) await silent.LeaveAsync();
        await using var next = await host.LoginAsync("next");

        Assert.Equal("newUser", (await there.ReadAsync())!.Value.GetProperty("cmd").GetString());
    }

    [Fact]
    public async Task GetOnline_TwoUsers_ListsIdsAndLoginAnswers()
    {
        await using var one = await host.LoginAsync("list-one");
        await using var other = await host.LoginAsync("list-other", "/websocket");

        await one.SendAsync(new { cmd = "getOnline" });
        var online = await one.NextAsync("getOnline");

        var users = online.GetProperty("users").EnumerateArray().Select(user => user.GetString()).ToArray();
        var entry = online.GetProperty("list").EnumerateArray().Single(user => user.GetProperty("name").GetString() == "list-other");
        Assert.Contains(one.Fd, users);
        Assert.Contains(other.Fd, users);
        Assert.Equal(32, other.Fd.Length);
        AssertJson($$"""{"cmd":"login","fd":"{{other.Fd}}","name":"list-other","avatar":"http://x/list-other.png"}""", entry);
    }

    [Fact]
    public async Task Message_ToEverybody_ReachesTheOthersWithAllKeysAndNotTheSender()
    {
        await using var sender = await host.LoginAsync("speaker");
        await using var hearer = await host.LoginAsync("hearer");

        await sender.SendAsync("""{"cmd":"message","from":"31","channal":0,"data":"to all &nbsp;#1#","type":"text","more":{"a":[1,null]}}""");
        var heard = await hearer.HearAsync("to all &nbsp;#1#");
        await host.TellAsync("after it");

        AssertJson("""{"cmd":"fromMsg","from":"31","channal":0,"type":"text","more":{"a":[1,null]},"data":"to all &nbsp;#1#"}""", heard);
        while (true)
        {
            var told = await sender.NextAsync("fromMsg");
            Assert.NotEqual("to all &nbsp;#1#", told.GetProperty("data").GetString());
            if (told.GetProperty("data").GetString() == "after it") break;
        }
    }

    [Fact]
    public async Task Message_ToOne_ReachesOnlyHimAndIsNotStored()
    {
        await using var sender = await host.LoginAsync("whisperer");
        await using var hearer = await host.LoginAsync("trusted");
        await using var other = await host.LoginAsync("stranger");

        await sender.SendAsync(new { cmd = "message", from = sender.Fd, to = hearer.Fd, channal = 1, data = "secret", type = "video" });
        var heard = await hearer.HearAsync("secret");
        await sender.SendAsync(new { cmd = "message", from = sender.Fd, channal = 0, data = "public", type = "text" });
        var public1 = await other.NextAsync("fromMsg");
        while (public1.GetProperty("from").ToString() == "0") public1 = await other.NextAsync("fromMsg");
        await hearer.SendAsync(new { cmd = "getHistory" });
        var history = (await hearer.NextAsync("getHistory")).GetRawText();

        AssertJson($$"""{"cmd":"fromMsg","from":"{{sender.Fd}}","to":"{{hearer.Fd}}","channal":1,"data":"secret","type":"video"}""", heard);
        Assert.Equal("public", public1.GetProperty("data").GetString());
        Assert.DoesNotContain("secret", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetHistory_AfterMessages_HasThemOldestFirstWithWhoWroteThem()
    {
        await using var writer = await host.LoginAsync("writer");
        await using var hearer = await host.LoginAsync("reader");
        await writer.SendAsync(new { cmd = "message", from = writer.Fd, channal = 0, data = "history one", type = "image", url = "http://x/i.png" });
        await hearer.HearAsync("history one");
        await host.TellAsync("history two");
        await hearer.HearAsync("history two");

        await hearer.SendAsync(new { cmd = "getHistory" });
        var rows = (await hearer.NextAsync("getHistory")).GetProperty("history").EnumerateArray().ToArray();

        var one = rows.Single(row => row.GetProperty("msg").GetProperty("data").GetString() == "history one");
        var two = rows.Single(row => row.GetProperty("msg").GetProperty("data").GetString() == "history two");
        Assert.True(Array.IndexOf(rows, one) < Array.IndexOf(rows, two));
        Assert.Equal(["type", "user", "time", "msg"], one.EnumerateObject().Select(member => member.Name));
        AssertJson("""{"name":"writer","avatar":"http://x/writer.png"}""", one.GetProperty("user"));
        AssertJson($$"""{"cmd":"message","from":"{{writer.Fd}}","channal":0,"type":"image","url":"http://x/i.png","data":"history one"}""", one.GetProperty("msg"));
        Assert.Equal(("image", "text"), (one.GetProperty("type").GetString(), two.GetProperty("type").GetString()));
        Assert.True(one.GetProperty("time").GetInt64() > 1_700_000_000);
        AssertJson("""{"name":"boss","avatar":""}""", two.GetProperty("user"));
    }

    [Fact]
    public async Task Message_BeforeLogin_IsHeardAndHasNoNameInTheHistory()
    {
        await using var nobody = await host.ConnectAsync();
        await using var hearer = await host.LoginAsync("host");

        await nobody.SendAsync(new { cmd = "message", from = 9, channal = 0, data = "who am I", type = "text" });
        await hearer.HearAsync("who am I");
        await hearer.SendAsync(new { cmd = "getHistory" });
        var row = (await hearer.NextAsync("getHistory")).GetProperty("history").EnumerateArray().Single(row => row.GetProperty("msg").GetProperty("data").GetString() == "who am I");

        AssertJson("""{"name":"","avatar":""}""", row.GetProperty("user"));
    }

    [Fact]
    public async Task Message_OfTheRoom_IsHeardAsText()
    {
        await using var hearer = await host.LoginAsync("ears");

        await host.TellAsync("from REST");
        var heard = await hearer.HearAsync("from REST");

        AssertJson("""{"cmd":"fromMsg","from":"boss","channal":0,"data":"from REST","type":"text","name":"boss","avatar":""}""", heard);
    }

    [Fact]
    public async Task Message_OfTheRoom_ThatSaysItIsWebImsImage_IsHeardAsText()
    {
        await using var hearer = await host.LoginAsync("careful");
        var token = await host.Host.TokenAsync("forger", "backend");

        await host.Host.PostAsync($"/v1/rooms/{WebImHost.Room}/messages", token, new { text = "look", data = new { webim = new { msg = new { type = "image", data = "alert(1)" } } } });
        var heard = await hearer.HearAsync("look");

        AssertJson("""{"cmd":"fromMsg","from":"forger","channal":0,"data":"look","type":"text","name":"forger","avatar":""}""", heard);
    }

    [Fact]
    public async Task Push_ToAConnection_IsAMessageOfTheSystem()
    {
        await using var pushed = await host.LoginAsync("pushed");
        await using var other = await host.LoginAsync("unpushed");
        var (admin, backend) = (await host.Host.TokenAsync("root", "admin"), await host.Host.TokenAsync("srv", "backend"));

        var listed = Assert.Single((await host.Host.GetAsync($"/v1/connections?user=webim.{pushed.Fd}&room={WebImHost.Room}", admin)).Json.GetProperty("connections").EnumerateArray());
        var ids = new[] { listed.GetProperty("id").GetString()! };
        var answer = await host.Host.PostAsync("/v1/push", backend, new { to = new { connections = ids }, type = "notice", text = "to you" });
        await host.TellAsync("to everybody");
        var heard = await pushed.HearAsync("to you");

        Assert.Equal(1, answer.Expect(HttpStatusCode.Accepted).Json.GetProperty("connections").GetInt32());
        Assert.Equal(("webim", "127.0.0.1"), (listed.GetProperty("protocol").GetString(), listed.GetProperty("address").GetString()));
        AssertJson("""{"cmd":"fromMsg","from":0,"channal":0,"data":"to you","type":"text","name":"","avatar":""}""", heard);
        // Whatever else it heard, that was not it.
        var next = await other.NextAsync("fromMsg");
        for (; next.GetProperty("data").GetString() != "to everybody"; next = await other.NextAsync("fromMsg")) Assert.NotEqual("to you", next.GetProperty("data").GetString());
    }

    [Fact]
    public async Task Connection_LabelledAndClosedByTheApp_HearsThePushAndEnds()
    {
        await using var client = await host.LoginAsync("labelled");
        var (admin, backend) = (await host.Host.TokenAsync("root", "admin"), await host.Host.TokenAsync("srv", "backend"));
        var listed = (await host.Host.GetAsync($"/v1/connections?user=webim.{client.Fd}", admin)).Json.GetProperty("connections")[0];
        var path = $"/v1/connections/{listed.GetProperty("id").GetString()}";
        var labels = new[] { $"webim-{client.Fd}" };

        (await host.Host.SendAsync(HttpMethod.Put, $"{path}/labels", admin, new { labels })).Expect(HttpStatusCode.NoContent);
        await host.Host.PostAsync("/v1/push", backend, new { to = new { labels }, text = "by label" });
        await client.HearAsync("by label");
        (await host.Host.SendAsync(HttpMethod.Delete, path, admin)).Expect(HttpStatusCode.NoContent);

        await Assert.ThrowsAnyAsync<Exception>(() => client.NextAsync("none"));
        (await host.Host.SendAsync(HttpMethod.Delete, path, admin)).AssertProblem(HttpStatusCode.NotFound, "connection_not_found");
    }

    [Fact]
    public async Task Message_OfWebIm_IsAMessageOfTheRoom()
    {
        await using var sender = await host.LoginAsync("roomer");
        await using var hearer = await host.LoginAsync("ear");
        await sender.SendAsync(new { cmd = "message", from = sender.Fd, channal = 0, data = "in the room", type = "text" });
        await hearer.HearAsync("in the room");

        var token = await host.Host.TokenAsync();
        var events = (await host.Host.GetAsync($"/v1/rooms/{WebImHost.Room}/events?limit=100", token)).Json.GetProperty("events").EnumerateArray();
        var told = events.Single(one => one.GetProperty("data").TryGetProperty("text", out var text) && text.GetString() == "in the room");

        Assert.Equal(("message", $"webim.{sender.Fd}"), (told.GetProperty("type").GetString(), told.GetProperty("user").GetString()));
        AssertJson(
            """{"type":"text","text":"in the room","data":{"webim":{"name":"roomer","avatar":"http://x/roomer.png","msg":{"from":"FD","channal":0,"type":"text"}}}}"""
                .Replace("FD", sender.Fd, StringComparison.Ordinal),
            told.GetProperty("data"));
    }

    [Theory]
    [InlineData("no json", 101, "invalid command")]
    [InlineData("""{"data":"x"}""", 101, "invalid command")]
    [InlineData("""{"cmd":""}""", 101, "invalid command")]
    [InlineData("""{"cmd":"dance"}""", 102, "command cmd_dance no support.")]
    public async Task Frame_WithoutACommand_IsAnError(string frame, int code, string message)
    {
        await using var client = await host.ConnectAsync();

        await client.SendTextAsync(frame);

        AssertJson(JsonSerializer.Serialize(new { cmd = "error", code, msg = message }), (await client.ReadAsync())!.Value);
    }

    [Fact]
    public async Task Frame_OverTheLimit_ClosesTheConnection()
    {
        await using var client = await host.ConnectAsync();

        await client.SendTextAsync($$"""{"cmd":"message","data":"{{new string('x', 100_000)}}"}""");

        Assert.Null(await client.ReadAsync());
        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.MessageTooBig, client.Closed);
    }

    [Fact]
    public async Task Connect_OtherPath_IsNotThere() =>
        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => host.ConnectAsync("/v1"));

    private static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(expected), actual), $"wanted {expected}, got {actual.GetRawText()}");
}
