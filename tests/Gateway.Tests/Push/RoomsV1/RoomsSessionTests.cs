using System.Net;
using System.Text.Json.Nodes;
using Rooms.Contracts;
using Rooms.Gateway.Push.RoomsV1;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Push.RoomsV1;

public sealed class RoomsSessionTests(SiloHost silo) : IClassFixture<SiloHost>
{
    private static readonly string[] AnchorRoles = ["anchor"];

    private readonly GatewayHost host = silo.Host;

    [Fact]
    public async Task Hello_ContractsExample_IsWelcomedWithSnapshotThenEvents()
    {
        var token = await host.TokenAsync("ann");
        var room = await silo.RoomAsync(token);
        await using var client = await RoomsClient.ConnectAsync(host);

        await client.SendAsync(new { op = "hello", token, subscribe = new[] { new { room, after = 0 } } });
        var welcome = await client.ReadAsync();
        var snapshot = await client.ReadAsync();
        (await host.PostAsync($"/v1/rooms/{room}/messages", token, new { text = "hi" })).Expect(HttpStatusCode.Created);
        var happened = await client.ReadAsync();

        Assert.Equal(("welcome", "ann", client.Connection.Id), ((string?)welcome["op"], (string?)welcome["user"], (string?)welcome["session"]));
        Assert.Equal(("snapshot", room, 1, "Ann's kitchen", "creator"),
            ((string?)snapshot["op"], (string?)snapshot["room"], (int)snapshot["seq"]!, (string?)snapshot["title"], (string?)snapshot["rights"]!["role"]));
        Assert.Equal(("event", room, 2, "message", "ann", "hi"), Summary(happened));
    }

    [Fact]
    public async Task Hello_AuthorizationHeader_NeedsNoToken()
    {
        var token = await host.TokenAsync("ann");
        await using var client = await RoomsClient.ConnectAsync(host, handshake => handshake with { Authorization = $"Bearer {token}" });

        await client.SendAsync(new { op = "hello" });

        Assert.Equal("ann", (string?)(await client.ReadAsync())["user"]);
    }

    [Fact]
    public async Task Hello_CallerOfTheCookie_NeedsNoToken()
    {
        await using var client = await RoomsClient.ConnectAsync(host, handshake => handshake with { Caller = new Caller("", "root", Roles.Operator), Query = "app=shop" });

        await client.SendAsync(new { op = "hello" });

        Assert.Equal("root", (string?)(await client.ReadAsync())["user"]);
    }

    [Theory]
    [InlineData("""{"op":"ping"}""", SocketCodes.HelloExpected)]
    [InlineData("""{"op":"hello"}""", ErrorCodes.TokenInvalid)]
    [InlineData("""{"op":"hello","token":"x"}""", ErrorCodes.TokenInvalid)]
    [InlineData("hello", ErrorCodes.BodyInvalid)]
    public async Task FirstFrame_NoHelloOfAnybody_IsRefusedByNameAndClosed(string first, string code)
    {
        await using var client = await RoomsClient.ConnectAsync(host);

        await client.SendTextAsync(first);
        var error = await client.ReadAsync();

        Assert.Equal(("error", code), ((string?)error["op"], (string?)error["code"]));
        Assert.Equal((1008, code), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task Subscribe_AfterANumber_GetsWhatCameSince()
    {
        var token = await host.TokenAsync("ann");
        var room = await silo.RoomAsync(token);
        for (var i = 0; i < 5; i++) await host.PostAsync($"/v1/rooms/{room}/messages", token, new { text = $"{i}" });
        await using var client = await RoomsClient.EnterAsync(host, token, new { room, after = 3 });

        var seen = new[] { await client.ReadAsync(), await client.ReadAsync(), await client.ReadAsync() };

        Assert.Equal([4, 5, 6], seen.Select(frame => (int)frame["seq"]!));
    }

    [Fact]
    public async Task Subscribe_FromTheFuture_GetsTheSnapshotAndNoGap()
    {
        var token = await host.TokenAsync("ann");
        var room = await silo.RoomAsync(token);
        await using var client = await RoomsClient.EnterAsync(host, token, new { room, after = 1_000_000 });

        var snapshot = await client.ReadAsync();
        await host.PostAsync($"/v1/rooms/{room}/messages", token, new { text = "hi" });

        Assert.Equal(("snapshot", 1), ((string?)snapshot["op"], (int)snapshot["seq"]!));
        Assert.Equal(2, (int)(await client.ReadAsync())["seq"]!);
    }

    [Theory]
    [InlineData("nowhere", ErrorCodes.RoomNotFound)]
    [InlineData("@inbox:bob", ErrorCodes.BodyInvalid)]
    [InlineData("@bob", ErrorCodes.BodyInvalid)]
    [InlineData("shop/x", ErrorCodes.BodyInvalid)]
    public async Task Subscribe_NoRoomOfTheCaller_IsRefusedByName(string room, string code)
    {
        await using var client = await RoomsClient.EnterAsync(host, await host.TokenAsync("ann"), new { room, after = 0 });

        var error = await client.ReadAsync();

        Assert.Equal(("error", code, room), ((string?)error["op"], (string?)error["code"], (string?)error["room"]));
    }

    [Fact]
    public async Task Subscribe_TenThousandTimes_KeepsTwoHundred()
    {
        var token = await host.TokenAsync("ann", "admin");
        await using var client = await RoomsClient.EnterAsync(host, token);
        var rooms = new List<string>();
        for (var i = 0; i <= 200; i++) rooms.Add(await silo.RoomAsync(token));

        foreach (var room in rooms) await client.SendAsync(new { op = "subscribe", room, after = 1 });
        for (var i = 0; i < 10_000 - rooms.Count; i++) await client.SendAsync(new { op = "subscribe", room = rooms[200], after = 1 });
        var error = await client.ReadAsync();

        Assert.Equal((SocketCodes.TooManySubscriptions, rooms[200]), ((string?)error["code"], (string?)error["room"]));
        Assert.Equal((1008, ErrorCodes.RateLimited), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task Send_SaidAgainByAnotherConnection_HasTheFirstNumber()
    {
        var token = await host.TokenAsync("ann");
        var room = await silo.RoomAsync(token);
        await using var first = await RoomsClient.EnterAsync(host, token);
        await using var second = await RoomsClient.EnterAsync(host, token);
        var send = new { op = "send", id = "m1", room, text = "hi" };

        await first.SendAsync(send);
        var sent = await first.ReadAsync();
        await second.SendAsync(send);
        var again = await second.ReadAsync();
        await second.SendAsync(new { op = "send", id = "m1", room, text = "something else" });
        var other = await second.ReadAsync();

        Assert.Equal(("sent", "m1", 2), ((string?)sent["op"], (string?)sent["id"], (int)sent["seq"]!));
        Assert.Equal(sent.ToJsonString(), again.ToJsonString());
        Assert.Equal((ErrorCodes.IdempotencyKeyReused, "m1"), ((string?)other["code"], (string?)other["id"]));
    }

    [Fact]
    public async Task Send_ManyAtOnce_AreDoneInTheirOrder()
    {
        var token = await host.TokenAsync("ann", "anchor", "admin");
        var room = await silo.RoomAsync(token);
        await using var client = await RoomsClient.EnterAsync(host, token);

        for (var i = 0; i < 300; i++) await client.SendAsync(new { op = "send", id = $"{i}", room, text = $"{i}" });
        var sent = new List<JsonNode>();
        while (sent.Count < 300) sent.Add(await client.ReadAsync());

        Assert.Equal(Enumerable.Range(0, 300).Select(i => ($"{i}", i + 2)), sent.Select(frame => ((string)frame["id"]!, (int)frame["seq"]!)));
    }

    [Fact]
    public async Task Send_ToAUser_ArrivesInTheInbox()
    {
        await using var ann = await RoomsClient.EnterAsync(host, await host.TokenAsync("ann-p"));
        await using var bob = await RoomsClient.EnterAsync(host, await host.TokenAsync("bob-p"), new { room = FeedNames.Inbox, after = 0 });
        Assert.Equal("snapshot", (string?)(await bob.ReadAsync())["op"]);

        await ann.SendAsync(new { op = "send", id = "p1", to = "bob-p", text = "psst" });
        var sent = await ann.ReadAsync();
        var heard = await bob.ReadAsync();

        Assert.Equal("sent", (string?)sent["op"]);
        Assert.Equal((FeedNames.Inbox, "private", "psst"), ((string?)heard["room"], (string?)heard["type"], (string?)heard["data"]!["text"]));
    }

    [Fact]
    public async Task Binary_SameFlow_SpeaksItsForm()
    {
        var token = await host.TokenAsync("ann");
        var room = await silo.RoomAsync(token);
        await using var client = await RoomsClient.ConnectAsync(host, handshake => handshake with { Subprotocol = BinaryForm.Subprotocol });
        var said = new System.Buffers.ArrayBufferWriter<byte>();
        Wire.RoomsV1.BinaryClientFrames.Write(said, new Wire.RoomsV1.HelloFrame(token, null, null, [], [new Wire.RoomsV1.SubscribeFrame(room, 0, false)]));

        await client.WebSocket.SendAsync(said.WrittenMemory, System.Net.WebSockets.WebSocketMessageType.Binary, true, default);
        var welcome = await ReadBinaryAsync(client);
        var snapshot = await ReadBinaryAsync(client);

        Assert.Equal("ann", Assert.IsType<Wire.RoomsV1.WelcomeFrame>(welcome).User);
        Assert.Equal((room, 1), (Assert.IsType<Wire.RoomsV1.SnapshotFrame>(snapshot).Room, ((Wire.RoomsV1.SnapshotFrame)snapshot).Seq));
    }

    [Fact]
    public async Task Frames_Flood_IsRefusedThenClosed()
    {
        await using var slow = await GatewayHost.StartAsync(null, ("Limits:RequestsPerSecondPerUser", "10"));
        await using var client = await RoomsClient.EnterAsync(slow, await slow.TokenAsync("ann"));

        for (var i = 0; i < 1000 && client.Connection.IsOpen; i++) await client.SendAsync(new { op = "ping" });
        var error = await client.ReadUntilAsync("error");

        Assert.Equal((ErrorCodes.RateLimited, 1), ((string?)error["code"], (int)error["retryAfter"]!));
        Assert.Equal((1008, ErrorCodes.RateLimited), await client.ReadCloseAsync());
    }

    [Fact]
    public async Task Refresh_OfAnotherUser_IsForbiddenAndTheSessionGoesOn()
    {
        await using var client = await RoomsClient.EnterAsync(host, await host.TokenAsync("ann"));

        await client.SendAsync(new { op = "refresh", token = await host.TokenAsync("bob") });
        var error = await client.ReadAsync();
        await client.SendAsync(new { op = "ping" });

        Assert.Equal(ErrorCodes.Forbidden, (string?)error["code"]);
        Assert.Equal("pong", (string?)(await client.ReadAsync())["op"]);
    }

    [Fact]
    public async Task Draining_Session_IsToldToComeBack()
    {
        await using var client = await RoomsClient.EnterAsync(host, await host.TokenAsync("ann"));

        client.Connection.Post(connection => connection.Drain(TimeSpan.Zero, TimeSpan.FromSeconds(15)));
        var told = await client.ReadAsync();

        Assert.Equal(("reconnect", 0, 15_000), ((string?)told["op"], (int)told["after"]!, (int)told["spread"]!));
    }

    [Fact]
    public async Task Session_PolicyOfOne_DisplacesTheOlder()
    {
        var bought = await host.PostAsync("/v1/tokens", null, new { app = "other", secret = GatewayHost.OtherSecret, user = "ann", roles = AnchorRoles });
        var token = bought.Json.GetProperty("token").GetString()!;
        await using var older = await RoomsClient.EnterAsync(host, token);
        // Answered in its turn: by then the place is taken.
        await older.SendAsync(new { op = "sdp", id = "1" });
        Assert.Equal(SocketCodes.MediaUnavailable, (string?)(await older.ReadAsync())["code"]);

        await using var newer = await RoomsClient.EnterAsync(host, token);

        Assert.NotNull(await older.ReadUntilAsync("replaced"));
        Assert.Equal((1008, SocketCodes.Replaced), await older.ReadCloseAsync());
        await newer.SendAsync(new { op = "ping" });
        Assert.Equal("pong", (string?)(await newer.ReadAsync())["op"]);
    }

    [Fact]
    public async Task Room_Closes_SubscriptionIsOverAfterTheEvent()
    {
        var token = await host.TokenAsync("ann");
        var room = await silo.RoomAsync(token);
        await using var client = await RoomsClient.EnterAsync(host, token, new { room, after = 1 });

        (await host.SendAsync(HttpMethod.Delete, $"/v1/rooms/{room}", token, (object?)null)).Expect(HttpStatusCode.NoContent);
        var closed = await client.ReadAsync();
        var over = await client.ReadAsync();

        Assert.Equal("room.closed", (string?)closed["type"]);
        Assert.Equal(("error", ErrorCodes.RoomClosed, room), ((string?)over["op"], (string?)over["code"], (string?)over["room"]));
    }

    [Fact]
    public async Task Join_WithTheSubscription_MakesAMember()
    {
        var token = await host.TokenAsync("ann");
        var room = await silo.RoomAsync(token);
        await using var bob = await RoomsClient.EnterAsync(host, await host.TokenAsync("bob", "user"), new { room, after = 0, join = true });

        var snapshot = await bob.ReadAsync();
        await bob.SendAsync(new { op = "send", id = "1", room, text = "I am here" });

        Assert.Equal(("snapshot", "audience"), ((string?)snapshot["op"], (string?)snapshot["rights"]!["role"]));
        Assert.NotNull(await bob.ReadUntilAsync("sent"));
    }

    private static async Task<Wire.RoomsV1.ServerFrame> ReadBinaryAsync(RoomsClient client)
    {
        Assert.True(Wire.RoomsV1.BinaryServerFrames.TryRead((await client.ReadBytesAsync()).Span, out var frame));
        return frame!;
    }

    private static (string?, string?, int, string?, string?, string?) Summary(JsonNode frame) =>
        ((string?)frame["op"], (string?)frame["room"], (int)frame["seq"]!, (string?)frame["type"], (string?)frame["user"], (string?)frame["data"]!["text"]);
}
