using System.Net;
using System.Text;
using Rooms.Gateway.Compat.Goim.Http;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Compat.Goim;

/// <summary>Contract A5, field by field.</summary>
public sealed class GoimV2ApiTests(GoimApiHost host) : IClassFixture<GoimApiHost>
{
    private const string Ok = """{"code":0,"message":""}""";

    [Fact]
    public async Task PushKeys_RepeatedParameter_ReachesThoseWhoTakeTheOperation()
    {
        using var one = await EnterAsync("keys-a", 0, 1000);
        using var other = await EnterAsync("keys-b", 0, 1000);
        using var deaf = await EnterAsync("keys-c", 0, 1001);
        using var stranger = await EnterAsync("keys-d", 0, 1000);

        var answer = await host.V2Async("POST", "/goim/push/keys?operation=1000&keys=keys-a&keys=keys-b&keys=keys-c&keys=nobody", "raw bytes");

        AssertJson(answer, HttpStatusCode.OK, Ok);
        Assert.Equal("raw bytes", (await one.ReadAsync())!.Body);
        Assert.Equal("raw bytes", (await other.ReadAsync())!.Body);
        await deaf.AssertSilentAsync();
        await stranger.AssertSilentAsync();
    }

    [Fact]
    public async Task PushKeys_NoOperation_IsOperation0()
    {
        using var client = await EnterAsync("keys-0", 0, 0);

        AssertJson(await host.V2Async("POST", "/goim/push/keys?keys=keys-0", "x"), HttpStatusCode.OK, Ok);

        Assert.Equal((0, "x"), await client.ReadAsync() is { } push ? (push.Operation, push.Body) : default);
    }

    [Fact]
    public async Task PushKeys_NoKeys_IsTheStoresError() =>
        AssertJson(await host.V2Async("POST", "/goim/push/keys?operation=1000", "x"), HttpStatusCode.OK, """{"code":-400,"message":""}""");

    [Fact]
    public async Task PushMids_OneUserOnTwoConnections_ReachesBothAndOnlyOnce()
    {
        using var phone = await EnterAsync("mid-a", 501, 1000);
        using var web = await EnterAsync("mid-b", 501, 1000);
        using var anonymous = await EnterAsync("mid-c", 0, 1000);

        var answer = await host.V2Async("POST", "/goim/push/mids?operation=1000&mids=501&mids=501&mids=502&mids=0", """{"a":1}""");

        AssertJson(answer, HttpStatusCode.OK, Ok);
        foreach (var device in new[] { phone, web })
        {
            Assert.Equal("""{"a":1}""", (await device.ReadAsync())!.Body);
            await device.AssertSilentAsync();
        }
        await anonymous.AssertSilentAsync();
    }

    [Fact]
    public async Task PushAll_WithAndWithoutSpeed_ReachesThoseWhoTakeTheOperation()
    {
        using var taker = await EnterAsync("all-a", 0, 1600);
        using var deaf = await EnterAsync("all-b", 0, 1601);

        AssertJson(await host.V2Async("POST", "/goim/push/all?operation=1600", "now"), HttpStatusCode.OK, Ok);
        AssertJson(await host.V2Async("POST", "/goim/push/all?operation=1600&speed=100000", "paced"), HttpStatusCode.OK, Ok);

        Assert.Equal("now", (await taker.ReadAsync())!.Body);
        Assert.Equal("paced", (await taker.ReadAsync())!.Body);
        await deaf.AssertSilentAsync();
    }

    [Fact]
    public async Task PushRoom_RoomThatIsNot_IsMadeAndKeepsTheMessage()
    {
        var token = await host.Host.TokenAsync();

        AssertJson(await host.V2Async("POST", "/goim/push/room?operation=1000&type=live&room=77", """{"test":1}"""), HttpStatusCode.OK, Ok);
        AssertJson(await host.V2Async("POST", "/goim/push/room?operation=1001&type=live&room=77", "text"), HttpStatusCode.OK, Ok);

        var room = (await host.Host.GetAsync("/v1/rooms/goim.live.77", token)).Json;
        var events = (await host.Host.GetAsync("/v1/rooms/goim.live.77/events", token)).Json.GetProperty("events").EnumerateArray();
        var messages = events.Where(one => one.GetProperty("type").GetString() == "message").Select(one => one.GetProperty("data").GetRawText());
        Assert.Equal("live://77", room.GetProperty("name").GetString());
        Assert.Equal(["""{"type":"goim","data":{"op":1000,"body":{"test":1}}}""", """{"type":"goim","data":{"op":1001,"text":"text"}}"""], messages);
    }

    [Theory]
    [InlineData("/goim/push/room?type=live&room=1", "Key: 'Op' Error:Field validation for 'Op' failed on the 'required' tag")]
    [InlineData("/goim/push/room?operation=0&type=live&room=1", "Key: 'Op' Error:Field validation for 'Op' failed on the 'required' tag")]
    [InlineData("/goim/push/room?operation=1000", "Key: 'Type' Error:Field validation for 'Type' failed on the 'required' tag\nKey: 'Room' Error:Field validation for 'Room' failed on the 'required' tag")]
    [InlineData("/goim/push/all?speed=1", "Key: 'Op' Error:Field validation for 'Op' failed on the 'required' tag")]
    [InlineData("/goim/push/all?operation=abc", "strconv.ParseInt: parsing \"abc\": invalid syntax")]
    [InlineData("/goim/push/keys?operation=2147483648&keys=a", "strconv.ParseInt: parsing \"2147483648\": value out of range")]
    [InlineData("/goim/push/mids?operation=1&mids=1,2", "strconv.ParseInt: parsing \"1,2\": invalid syntax")]
    public async Task Push_QueryThatDoesNotBind_IsStatus400AsText(string path, string message)
    {
        var answer = await host.V2Async("POST", path, "x");

        Assert.Equal((HttpStatusCode.BadRequest, "text/plain"), (answer.Status, answer.ContentHeaders.ContentType?.MediaType));
        Assert.Equal((-400, message), (answer.Json.GetProperty("code").GetInt32(), answer.Json.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Push_BodyOverTheLimit_IsRefused()
    {
        var answer = await host.V2Async("POST", "/goim/push/all?operation=1000", new string('x', 64 * 1024));

        Assert.Equal((HttpStatusCode.OK, -400), (answer.Status, answer.Json.GetProperty("code").GetInt32()));
    }

    // Letters that JSON escapes, of two bytes and more, and no text at all.
    [Theory]
    [InlineData("\u0001")]
    [InlineData("\"")]
    [InlineData("房")]
    [InlineData("x")]
    public async Task PushRoom_LargestBodyThatIsTaken_FitsTheRoom(string letter)
    {
        var body = string.Concat(Enumerable.Repeat(letter, GoimBody.MaxBytes / Encoding.UTF8.GetByteCount(letter)));

        AssertJson(await host.V2Async("POST", "/goim/push/room?operation=2147483647&type=large&room=1", body), HttpStatusCode.OK, Ok);
    }

    [Fact]
    public async Task OnlineTop_PrefixOfTheKey_IsDescendingAndCut()
    {
        using var one = await FillAsync("top://1", 1);
        using var two = await FillAsync("top://2", 3);
        using var topic = await FillAsync("topic://9", 2);
        using var other = await FillAsync("other://1", 4);

        var all = await host.V2Async("GET", "/goim/online/top?type=top&limit=10");
        var cut = await host.V2Async("GET", "/goim/online/top?type=top&limit=2");

        AssertJson(all, HttpStatusCode.OK, """{"code":0,"message":"","data":[{"room_id":"2","count":3},{"room_id":"9","count":2},{"room_id":"1","count":1}]}""");
        AssertJson(cut, HttpStatusCode.OK, """{"code":0,"message":"","data":[{"room_id":"2","count":3},{"room_id":"9","count":2}]}""");
        AssertJson(await host.V2Async("GET", "/goim/online/top?type=none&limit=1"), HttpStatusCode.OK, """{"code":0,"message":"","data":[]}""");
    }

    [Theory]
    [InlineData("/goim/online/top?type=live&limit=0", "Key: 'Limit' Error:Field validation for 'Limit' failed on the 'required' tag")]
    [InlineData("/goim/online/top?limit=1", "Key: 'Type' Error:Field validation for 'Type' failed on the 'required' tag")]
    [InlineData("/goim/online/room?type=live", "Key: 'Rooms' Error:Field validation for 'Rooms' failed on the 'required' tag")]
    public async Task Online_QueryThatDoesNotBind_IsStatus400(string path, string message)
    {
        var answer = await host.V2Async("GET", path);

        Assert.Equal((HttpStatusCode.BadRequest, message), (answer.Status, answer.Json.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task OnlineTop_NegativeLimit_IsRefused() =>
        Assert.Equal(-400, (await host.V2Async("GET", "/goim/online/top?type=live&limit=-1")).Json.GetProperty("code").GetInt32());

    [Fact]
    public async Task OnlineRoom_RepeatedParameter_CountsEachAnd0ForUnknown()
    {
        using var seen = await FillAsync("seen://1", 2);

        AssertJson(await host.V2Async("GET", "/goim/online/room?type=seen&rooms=1&rooms=2"), HttpStatusCode.OK, """{"code":0,"message":"","data":{"1":2,"2":0}}""");
    }

    [Fact]
    public async Task OnlineTotal_Connections_AreCountedWithTheirAddresses()
    {
        using var one = await EnterAsync("total-a", 0);
        using var other = await EnterAsync("total-b", 0);

        var data = (await host.V2Async("GET", "/goim/online/total")).Json.GetProperty("data");

        Assert.Equal(["ip_count", "conn_count"], data.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1, data.GetProperty("ip_count").GetInt32());
        Assert.True(data.GetProperty("conn_count").GetInt32() >= 2);
    }

    [Fact]
    public async Task NodesWeighted_Answer_IsWhereItWasAsked()
    {
        var data = (await host.V2Async("GET", "/goim/nodes/weighted?platform=web")).Json.GetProperty("data");

        Assert.Equal("127.0.0.1", data.GetProperty("domain").GetString());
        Assert.Equal(["127.0.0.1"], data.GetProperty("nodes").EnumerateArray().Select(node => node.GetString()));
        Assert.Equal((240, 2), (data.GetProperty("heartbeat").GetInt32(), data.GetProperty("heartbeat_max").GetInt32()));
        Assert.Equal("""{"max_delay":300,"base_delay":3,"factor":1.8,"jitter":0.3}""", data.GetProperty("backoff").GetRawText());
    }

    [Fact]
    public async Task NodesInstances_Answer_ListsThisProcess()
    {
        var instance = (await host.V2Async("GET", "/goim/nodes/instances")).Json.GetProperty("data").EnumerateArray().Single();

        Assert.Equal("goim.comet", instance.GetProperty("appid").GetString());
    }

    [Theory]
    [InlineData("GET", "/goim/push/all")]
    [InlineData("POST", "/goim/online/total")]
    [InlineData("GET", "/v1/rooms")]
    [InlineData("GET", "/")]
    public async Task OtherPaths_OfThisPort_AreNotThere(string method, string path)
    {
        var answer = await host.V2Async(method, path);

        Assert.Equal((HttpStatusCode.NotFound, "404 page not found"), (answer.Status, answer.Text));
    }

    private Task<GoimPeer> EnterAsync(string key, long mid, params int[] accepts) =>
        host.EnterAsync($$"""{"key":"{{key}}","mid":{{mid}},"accepts":[{{string.Join(',', accepts)}}]}""");

    private async Task<Crowd> FillAsync(string roomKey, int count)
    {
        var crowd = new Crowd();
        for (var i = 0; i < count; i++) crowd.Peers.Add(await host.EnterAsync($$"""{"room_id":"{{roomKey}}"}"""));
        return crowd;
    }

    private sealed class Crowd : IDisposable
    {
        public List<GoimPeer> Peers { get; } = [];

        public void Dispose()
        {
            foreach (var peer in Peers) peer.Dispose();
        }
    }

    private static void AssertJson(Answer answer, HttpStatusCode status, string text)
    {
        Assert.Equal((status, text), (answer.Status, answer.Text));
        Assert.Equal("application/json", answer.ContentHeaders.ContentType?.MediaType);
    }
}
