using System.Net;
using Rooms.Contracts;
using Rooms.Contracts.Users;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.V1;

/// <summary>Private messages, inbox, conversations, blocks and devices by REST. Each test has users of its own.</summary>
public sealed class PrivateMessagesApiTests(SiloHost silo) : IClassFixture<SiloHost>
{
    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task Send_ThenRead_CountsOnEveryDeviceOfTheReceiver()
    {
        var (ivy, jon) = (await host.TokenAsync("ivy", "user"), await host.TokenAsync("jon", "user"));
        var sent = (await host.PostAsync("/v1/users/jon/messages", ivy, new { text = "hello", data = new { order = 7 } })).Expect(HttpStatusCode.Created).Json;

        var inbox = (await host.GetAsync("/v1/users/jon/inbox", jon)).Expect(HttpStatusCode.OK).Json;
        var unread = Assert.Single((await host.GetAsync("/v1/users/jon/conversations", jon)).Json.GetProperty("conversations").EnumerateArray());
        var read = (await host.SendAsync(HttpMethod.Put, "/v1/users/jon/conversations/ivy/read", jon, new { seq = 1 })).Expect(HttpStatusCode.OK).Json;
        var otherDevice = (await host.GetAsync("/v1/users/jon/inbox?after=1&wait=20", jon)).Json;

        var message = Assert.Single(inbox.GetProperty("events").EnumerateArray());
        Assert.Equal(("private", "ivy"), (message.GetProperty("type").GetString(), message.GetProperty("user").GetString()));
        Assert.Equal(
            $$$"""{"id":"{{{sent.GetProperty("id").GetString()}}}","from":"ivy","to":"jon","type":"text","text":"hello","data":{"order":7}}""",
            message.GetProperty("data").GetRawText());
        Assert.Equal((1, "hello"), (unread.GetProperty("unread").GetInt32(), unread.GetProperty("last").GetProperty("text").GetString()));
        Assert.Equal(0, read.GetProperty("unread").GetInt32());
        Assert.Equal("private.read", Assert.Single(otherDevice.GetProperty("events").EnumerateArray()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Send_AgainUnderItsKey_GetsTheFirstAnswer()
    {
        var token = await host.TokenAsync("kim", "user");
        var key = ("Idempotency-Key", "private-1");

        var first = await host.PostAsync("/v1/users/lee/messages", token, new { text = "once" }, key);
        var again = await host.PostAsync("/v1/users/lee/messages", token, new { text = "once" }, key);
        var other = await host.PostAsync("/v1/users/lee/messages", token, new { text = "twice" }, key);

        Assert.Equal(first.Expect(HttpStatusCode.Created).Text, again.Expect(HttpStatusCode.Created).Text);
        other.AssertProblem(HttpStatusCode.UnprocessableEntity, ErrorCodes.IdempotencyKeyReused);
    }

    [Fact]
    public async Task Send_InAnothersName_IsTheBackendsAlone()
    {
        var body = new { text = "your order has left", from = "support" };

        (await host.PostAsync("/v1/users/max/messages", await host.TokenAsync("eve", "user"), body)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
        (await host.PostAsync("/v1/users/max/messages", await host.TokenAsync("till", "backend"), body)).Expect(HttpStatusCode.Created);
        var inbox = (await host.GetAsync("/v1/users/max/inbox", await host.TokenAsync("max", "user"))).Json;
        Assert.Equal("support", Assert.Single(inbox.GetProperty("events").EnumerateArray()).GetProperty("user").GetString());
    }

    [Fact]
    public async Task Block_ThenUnblock_RefusesTheSenderMeanwhile()
    {
        var (ned, oda) = (await host.TokenAsync("ned", "user"), await host.TokenAsync("oda", "user"));

        (await host.SendAsync(HttpMethod.Put, "/v1/users/oda/blocks/ned", oda)).Expect(HttpStatusCode.NoContent);
        (await host.PostAsync("/v1/users/oda/messages", ned, new { text = "hello" })).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Blocked);
        Assert.Equal("""{"blocks":["ned"]}""", (await host.GetAsync("/v1/users/oda/blocks", oda)).Text);
        (await host.SendAsync(HttpMethod.Delete, "/v1/users/oda/blocks/ned", oda)).Expect(HttpStatusCode.NoContent);
        (await host.PostAsync("/v1/users/oda/messages", ned, new { text = "hello" })).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Devices_SetReplacedAndRemoved_AreListed()
    {
        var pam = await host.TokenAsync("pam", "user");

        (await host.SendAsync(HttpMethod.Put, "/v1/users/pam/devices", pam, new { devices = new[] { new { id = "tab", @class = "web" }, new { id = "old", @class = "mini" } } })).Expect(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Put, "/v1/users/pam/devices/phone", pam, new { @class = "mobile", pushToken = "t", platform = "apns" })).Expect(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Delete, "/v1/users/pam/devices/old", pam)).Expect(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Delete, "/v1/users/pam/devices/old", pam)).AssertProblem(HttpStatusCode.NotFound, ErrorCodes.DeviceNotFound);

        Assert.Equal(
            """{"devices":[{"id":"tab","class":"web"},{"id":"phone","class":"mobile","pushToken":"t","platform":"apns"}]}""",
            (await host.GetAsync("/v1/users/pam/devices", pam)).Text);
        var user = (await host.GetAsync("/v1/users/pam", pam)).Json;
        Assert.False(user.GetProperty("online").GetBoolean());
        Assert.Equal("""["web","mobile"]""", user.GetProperty("devices").GetRawText());
    }

    [Theory]
    [InlineData("GET", "/v1/users/quin/inbox", null)]
    [InlineData("GET", "/v1/users/quin/conversations", null)]
    [InlineData("GET", "/v1/users/quin/blocks", null)]
    [InlineData("GET", "/v1/users/quin/devices", null)]
    [InlineData("PUT", "/v1/users/quin/devices/phone", """{"class":"web"}""")]
    [InlineData("PUT", "/v1/users/quin/blocks/ann", null)]
    [InlineData("PUT", "/v1/users/quin/conversations/ann/read", """{"seq":1}""")]
    [InlineData("DELETE", "/v1/users/quin/devices/phone", null)]
    public async Task Anothers_IsForbidden(string method, string path, string? body) =>
        (await host.SendAsync(new HttpMethod(method), path, await host.TokenAsync("eve", "user"), body)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);

    [Theory]
    [InlineData("POST", "/v1/users/ann/messages", "{}")]
    [InlineData("POST", "/v1/users/ann/messages", """{"text":"x","from":"a/b"}""")]
    [InlineData("POST", "/v1/users/rob/messages", """{"text":"to myself"}""")]
    [InlineData("PUT", "/v1/users/rob/conversations/ann/read", "{}")]
    [InlineData("PUT", "/v1/users/rob/conversations/ann/read", """{"seq":-1}""")]
    [InlineData("PUT", "/v1/users/rob/devices", "{}")]
    [InlineData("PUT", "/v1/users/rob/devices", """{"devices":[null]}""")]
    [InlineData("PUT", "/v1/users/rob/devices", """{"devices":[{"class":"web"}]}""")]
    [InlineData("PUT", "/v1/users/rob/devices", """{"devices":[{"id":"a","class":"web"},{"id":"a","class":"web"}]}""")]
    [InlineData("PUT", "/v1/users/rob/devices/phone", """{"class":"fridge"}""")]
    [InlineData("PUT", "/v1/users/rob/blocks/rob", null)]
    [InlineData("GET", "/v1/users/rob/inbox?after=-1", null)]
    public async Task NotAsItShouldBe_IsInvalid(string method, string path, string? body) =>
        (await host.SendAsync(new HttpMethod(method), path, await host.TokenAsync("rob", "user"), body)).AssertProblem(HttpStatusCode.BadRequest, ErrorCodes.BodyInvalid);

    [Fact]
    public async Task Read_NoSuchConversation_IsNotFound() =>
        (await host.SendAsync(HttpMethod.Put, "/v1/users/sue/conversations/ann/read", await host.TokenAsync("sue", "user"), new { seq = 0 }))
            .AssertProblem(HttpStatusCode.NotFound, ErrorCodes.ConversationNotFound);

    [Fact]
    public async Task Export_IsOneDocumentOfAllThatIsKept()
    {
        var (tom, uma) = (await host.TokenAsync("tom", "user"), await host.TokenAsync("uma", "user"));
        for (var i = 0; i < 3; i++) (await host.PostAsync("/v1/users/uma/messages", tom, new { text = $"hello {i}" })).Expect(HttpStatusCode.Created);
        var room = await silo.RoomAsync(await host.TokenAsync());
        (await host.PostAsync($"/v1/rooms/{room}/members", uma, null)).Expect(HttpStatusCode.Created);
        (await host.PostAsync($"/v1/rooms/{room}/messages", uma, new { text = "in the room" })).Expect(HttpStatusCode.Created);
        (await host.SendAsync(HttpMethod.Put, "/v1/users/uma/devices/phone", uma, new { @class = "mobile" })).Expect(HttpStatusCode.NoContent);

        var export = (await host.GetAsync("/v1/users/uma/export", uma)).Expect(HttpStatusCode.OK).Json;

        Assert.Equal("uma", export.GetProperty("user").GetString());
        Assert.Equal(["private", "private", "private"], export.GetProperty("inbox").EnumerateArray().Select(item => item.GetProperty("type").GetString()));
        Assert.Equal("phone", Assert.Single(export.GetProperty("devices").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("tom", Assert.Single(export.GetProperty("conversations").EnumerateArray()).GetProperty("peer").GetString());
        Assert.Equal("in the room", Assert.Single(export.GetProperty("messages").GetProperty(room).EnumerateArray()).GetProperty("text").GetString());
        (await host.GetAsync("/v1/users/uma/export", tom)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);
    }

    [Fact]
    public async Task Erase_TextsAreGoneFromBothInboxes()
    {
        var (vic, wil) = (await host.TokenAsync("vic", "user"), await host.TokenAsync("wil", "user"));
        (await host.PostAsync("/v1/users/wil/messages", vic, new { text = "forget this" })).Expect(HttpStatusCode.Created);
        (await host.SendAsync(HttpMethod.Delete, "/v1/users/vic", wil)).AssertProblem(HttpStatusCode.Forbidden, ErrorCodes.Forbidden);

        var erased = (await host.SendAsync(HttpMethod.Delete, "/v1/users/vic", vic)).Expect(HttpStatusCode.OK);

        Assert.Equal("""{"state":"erased","left":0}""", erased.Text);
        foreach (var (user, token) in new[] { ("vic", vic), ("wil", wil) })
        {
            var inbox = await host.GetAsync($"/v1/users/{user}/inbox", token);
            Assert.DoesNotContain("forget", inbox.Text, StringComparison.Ordinal);
            var events = inbox.Json.GetProperty("events").EnumerateArray().ToList();
            Assert.True(events[0].GetProperty("data").GetProperty("erased").GetBoolean());
            Assert.Equal((2, UserEventTypes.MessagesErased), (events.Count, events[1].GetProperty("type").GetString()));
        }
    }
}
