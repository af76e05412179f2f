using System.Net;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Compat.Goim;

/// <summary>Contract B: goim v1's push API.</summary>
public sealed class GoimV1ApiTests(GoimApiHost host) : IClassFixture<GoimApiHost>
{
    private const string Ok = """{"ret":1}""";
    private const string Failed = """{"ret":65535}""";

    [Fact]
    public async Task Push_User_ReachesAllOfItsConnections()
    {
        using var one = await EnterAsync(11);
        using var other = await EnterAsync(11);
        using var stranger = await EnterAsync(12);

        AssertAnswer(Ok, await host.V1Async("POST", "/1/push?uid=11", """{"test":1}"""));

        Assert.Equal((0, 5, """{"test":1}"""), await one.ReadAsync() is { } push ? (push.Version, push.Operation, push.Body) : default);
        Assert.Equal("""{"test":1}""", (await other.ReadAsync())!.Body);
        await stranger.AssertSilentAsync();
    }

    [Fact]
    public async Task Pushs_Users_GetTheRawMessage()
    {
        using var one = await EnterAsync(21);
        using var other = await EnterAsync(22);

        AssertAnswer(Ok, await host.V1Async("POST", "/1/pushs", """{"m":{"test": [1, 2]},"u":[21,22,23]}"""));

        Assert.Equal("""{"test": [1, 2]}""", (await one.ReadAsync())!.Body);
        Assert.Equal("""{"test": [1, 2]}""", (await other.ReadAsync())!.Body);
    }

    [Theory]
    [InlineData("/1/push", "{}")]
    [InlineData("/1/push?uid=x", "{}")]
    [InlineData("/1/pushs", "no json")]
    [InlineData("/1/pushs", "[]")]
    [InlineData("/1/pushs", """{"u":"1,2","m":{}}""")]
    [InlineData("/1/pushs", """{"u":[1.5],"m":{}}""")]
    [InlineData("/1/push/room", "{}")]
    [InlineData("/1/push/room?rid=2147483648", "{}")]
    [InlineData("/1/server/del", "")]
    public async Task Post_WhatCannotBeRead_IsAnInternalError(string path, string body) => AssertAnswer(Failed, await host.V1Async("POST", path, body));

    [Fact]
    public async Task PushRoom_Number_IsARoomOfTheConfiguredType()
    {
        var token = await host.Host.TokenAsync();

        AssertAnswer(Ok, await host.V1Async("POST", "/1/push/room?rid=5&ensure=true", """{"test":5}"""));

        var events = (await host.Host.GetAsync("/v1/rooms/goim.v1.5/events", token)).Json.GetProperty("events");
        var data = events.EnumerateArray().Last().GetProperty("data").GetRawText();
        Assert.Equal("""{"type":"goim","data":{"op":1000,"body":{"test":5}}}""", data);
    }

    [Fact]
    public async Task PushAll_Everybody_IsReached()
    {
        using var client = await EnterAsync(31);

        AssertAnswer(Ok, await host.V1Async("POST", "/1/push/all", """{"all":1}"""));

        Assert.Equal("""{"all":1}""", (await client.ReadAsync())!.Body);
    }

    [Fact]
    public async Task Count_RoomsAndServers_AreListed()
    {
        using var one = await host.EnterAsync("""{"room_id":"v1://8"}""");
        using var other = await host.EnterAsync("""{"room_id":"v1://8"}""");
        using var word = await host.EnterAsync("""{"room_id":"v1://word"}""");

        var server = (await host.V1Async("GET", "/1/count?type=server")).Json.GetProperty("data").EnumerateArray().Single();

        // Those of other tests may still be in room 1.
        Assert.Contains("""{"RoomId":8,"Count":2}""", (await host.V1Async("GET", "/1/count?type=room")).Text, StringComparison.Ordinal);
        AssertAnswer(Ok, await host.V1Async("GET", "/1/count"));
        Assert.Equal(1, server.GetProperty("Server").GetInt32());
        Assert.True(server.GetProperty("Count").GetInt32() >= 3);
    }

    [Fact]
    public async Task DeleteServer_Number_IsAccepted() => AssertAnswer(Ok, await host.V1Async("POST", "/1/server/del?server=1"));

    [Theory]
    [InlineData("GET", "/1/push?uid=1")]
    [InlineData("GET", "/1/pushs")]
    [InlineData("GET", "/1/push/room?rid=1")]
    [InlineData("GET", "/1/push/all")]
    [InlineData("POST", "/1/count")]
    [InlineData("GET", "/1/server/del?server=1")]
    public async Task OtherMethod_OfAPath_Is405(string method, string path)
    {
        var answer = await host.V1Async(method, path);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "Method Not Allowed\n"), (answer.Status, answer.Text));
    }

    private async Task<GoimPeer> EnterAsync(int user) => await (await GoimPeer.TcpAsync(host.Ports.V1Tcp)).EnterAsync($"{user}");

    private static void AssertAnswer(string text, Answer answer)
    {
        Assert.Equal((HttpStatusCode.OK, text), (answer.Status, answer.Text));
        Assert.Equal("text/plain", answer.ContentHeaders.ContentType?.MediaType);
    }
}
