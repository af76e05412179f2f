using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Rooms.Gateway.Tests.Push.RoomsV1;
using Rooms.Gateway.Tests.Support;
using Rooms.Wire.Goim;

namespace Rooms.Gateway.Tests.Compat.Goim;

/// <summary>Contract A3 and A4: a v2 connection's life, over both transports.</summary>
public sealed class GoimSessionTests(GoimApiHost host) : IClassFixture<GoimApiHost>
{
    private static readonly string[] Mid77 = ["goim.77"];

    public static TheoryData<bool> Transports => [true, false];

    [Theory, MemberData(nameof(Transports))]
    public async Task Auth_AfterOtherPackets_IsAnsweredWithItsVersionAndSequence(bool isTcp)
    {
        using var peer = await ConnectAsync(isTcp);

        await peer.SendAsync(GoimOperations.Heartbeat, 1);
        await peer.SendAsync(1000, 2, "ignored");
        await peer.SendAsync(GoimOperations.Auth, 77, """{"mid":123,"room_id":"live://auth","platform":"web","accepts":[1000,1001,1002]}""", version: 5);
        var reply = await peer.ReadAsync();

        Assert.Equal((5, GoimOperations.AuthReply, 77, ""), (reply!.Version, reply.Operation, reply.Sequence, reply.Body));
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task Heartbeat_InARoom_IsAnsweredWithTheNumberInIt(bool isTcp)
    {
        using var one = await (await ConnectAsync(isTcp)).EnterAsync($$"""{"room_id":"beat://{{isTcp}}"}""");
        using var other = await (await ConnectAsync(isTcp)).EnterAsync($$"""{"room_id":"beat://{{isTcp}}"}""");
        using var outside = await (await ConnectAsync(isTcp)).EnterAsync("{}");

        await one.SendAsync(GoimOperations.Heartbeat, 9);
        await outside.SendAsync(GoimOperations.Heartbeat, 3);
        var (inside, none) = (await one.ReadAsync(), await outside.ReadAsync());

        Assert.Equal((1, GoimOperations.HeartbeatReply, 9, "00000002"), (inside!.Version, inside.Operation, inside.Sequence, Convert.ToHexString(inside.Bytes)));
        Assert.Equal("00000000", Convert.ToHexString(none!.Bytes));
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task RoomPush_WhateverIsAccepted_ArrivesByteByByteInOrder(bool isTcp)
    {
        using var peer = await (await ConnectAsync(isTcp)).EnterAsync($$"""{"room_id":"push://{{isTcp}}","accepts":[7]}""");

        await PushRoomAsync($"operation=1000&type=push&room={isTcp}", """{"test": 1}""");
        await PushRoomAsync($"operation=1001&type=push&room={isTcp}", "text");
        var (first, second) = (await peer.ReadAsync(), await peer.ReadAsync());

        Assert.Equal((1, 1000, 0, """{"test": 1}"""), (first!.Version, first.Operation, first.Sequence, first.Body));
        Assert.Equal((1001, "text"), (second!.Operation, second.Body));
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task OtherPushes_OnlyWhatIsAccepted_Arrive(bool isTcp)
    {
        using var peer = await (await ConnectAsync(isTcp)).EnterAsync($$"""{"mid":{{(isTcp ? 901 : 902)}},"key":"accepts-{{isTcp}}","accepts":[1]}""");

        await host.V2Async("POST", $"/goim/push/keys?operation=2&keys=accepts-{isTcp}", "not accepted");
        await host.V2Async("POST", $"/goim/push/keys?operation=1&keys=accepts-{isTcp}", "by key");
        // Read first: what the client asks now may overtake a push on its way.
        var byKey = await peer.ReadAsync();
        await peer.SendAsync(GoimOperations.Subscribe, 4, "2,3");
        var sub = await peer.ReadAsync();
        await host.V2Async("POST", $"/goim/push/mids?operation=3&mids={(isTcp ? 901 : 902)}", "by mid");
        var byMid = await peer.ReadAsync();
        await peer.SendAsync(GoimOperations.Unsubscribe, 5, "3");
        var unsub = await peer.ReadAsync();
        await host.V2Async("POST", "/goim/push/all?operation=3", "not any more");
        await host.V2Async("POST", "/goim/push/all?operation=2", "to all");
        var all = await peer.ReadAsync();

        Assert.Equal((1, "by key"), (byKey!.Operation, byKey.Body));
        Assert.Equal((GoimOperations.SubscribeReply, 4, "2,3"), (sub!.Operation, sub.Sequence, sub.Body));
        Assert.Equal((3, "by mid"), (byMid!.Operation, byMid.Body));
        Assert.Equal((GoimOperations.UnsubscribeReply, 5, "3"), (unsub!.Operation, unsub.Sequence, unsub.Body));
        Assert.Equal((2, "to all"), (all!.Operation, all.Body));
    }

    [Fact]
    public async Task ChangeRoom_ToAnotherAndNone_IsEchoedAndHeardThereAlone()
    {
        using var peer = await (await ConnectAsync(isTcp: true)).EnterAsync("""{"room_id":"move://1"}""");

        await peer.SendAsync(GoimOperations.ChangeRoom, 2, "move://2");
        var moved = await peer.ReadAsync();
        await PushRoomAsync("operation=1&type=move&room=1", "old");
        await PushRoomAsync("operation=1&type=move&room=2", "new");
        var heard = await peer.ReadAsync();
        await peer.SendAsync(GoimOperations.ChangeRoom, 3);
        var left = await peer.ReadAsync();
        await PushRoomAsync("operation=1&type=move&room=2", "gone");
        await peer.SendAsync(GoimOperations.Heartbeat, 4);
        var beat = await peer.ReadAsync();

        Assert.Equal((GoimOperations.ChangeRoomReply, 2, "move://2"), (moved!.Operation, moved.Sequence, moved.Body));
        Assert.Equal("new", heard!.Body);
        Assert.Equal((GoimOperations.ChangeRoomReply, 3, ""), (left!.Operation, left.Sequence, left.Body));
        Assert.Equal((GoimOperations.HeartbeatReply, "00000000"), (beat!.Operation, Convert.ToHexString(beat.Bytes)));
        Assert.Equal(0, host.Online.CountIn("move://2"));
    }

    [Theory]
    [InlineData(14, "not, a list", 15, "not, a list")]
    [InlineData(16, "x", 17, "x")]
    [InlineData(4, "hello", 4, "")]
    [InlineData(7, "{}", 7, "")]
    [InlineData(4711, "own", 4711, "")]
    [InlineData(-5, "", -5, "")]
    public async Task OtherOperations_AreAnsweredAsGoimDoes(int operation, string body, int reply, string echo)
    {
        using var peer = await (await ConnectAsync(isTcp: true)).EnterAsync("{}");

        await peer.SendAsync(operation, 6, body);
        var answer = await peer.ReadAsync();

        Assert.Equal((reply, 6, echo), (answer!.Operation, answer.Sequence, answer.Body));
    }

    [Fact]
    public async Task SameKey_Again_EndsTheFirstConnection()
    {
        using var first = await (await ConnectAsync(isTcp: true)).EnterAsync("""{"key":"twice","accepts":[1]}""");
        using var second = await (await ConnectAsync(isTcp: false)).EnterAsync("""{"key":"twice","accepts":[1]}""");

        Assert.Null(await first.ReadAsync());
        await host.V2Async("POST", "/goim/push/keys?operation=1&keys=twice", "to the second");
        Assert.Equal("to the second", (await second.ReadAsync())!.Body);
    }

    [Fact]
    public async Task MessageOfTheRoom_IsOneOfTheDefaultOperation()
    {
        using var peer = await (await ConnectAsync(isTcp: true)).EnterAsync("""{"room_id":"rest://1"}""");
        var token = await host.Host.TokenAsync("boss", "backend");

        await host.Host.PostAsync("/v1/rooms/goim.rest.1/messages", token, new { text = "from REST" });
        var heard = await peer.ReadAsync();

        Assert.Equal((1000, """{"user":"boss","type":"text","text":"from REST"}"""), (heard!.Operation, heard.Body));
    }

    [Fact]
    public async Task PrivateMessageAndPush_ToAMid_ReachWhoTakesTheDefaultOperation()
    {
        using var peer = await host.EnterAsync("""{"mid":77,"accepts":[1000]}""");
        using var deaf = await host.EnterAsync("""{"mid":77,"accepts":[7]}""");
        var (ann, backend) = (await host.Host.TokenAsync("ann"), await host.Host.TokenAsync("srv", "backend"));

        (await host.Host.PostAsync("/v1/users/goim.77/messages", ann, new { text = "psst" })).Expect(HttpStatusCode.Created);
        var message = await peer.ReadAsync();
        (await host.Host.PostAsync("/v1/push", backend, new { to = new { users = Mid77 }, type = "goim", data = new { op = 9, body = new { a = 1 } } })).Expect(HttpStatusCode.Accepted);
        var push = await peer.ReadAsync();
        await deaf.AssertSilentAsync();
        await deaf.SendAsync(GoimOperations.Subscribe, 2, "1000");
        await deaf.ReadAsync();
        await host.Host.PostAsync("/v1/users/goim.77/messages", ann, new { text = "again" });

        Assert.Equal(1000, message!.Operation);
        Assert.Equal(("ann", "psst"), (Json(message).GetProperty("user").GetString(), Json(message).GetProperty("text").GetString()));
        Assert.Equal((9, """{"a":1}"""), (push!.Operation, push.Body));
        Assert.Equal("again", Json((await deaf.ReadAsync())!).GetProperty("text").GetString());
    }

    [Fact]
    public async Task PushToConnections_ReachesEveryGoimForm_AsItTakesOperations()
    {
        using var tcp = await host.EnterAsync("""{"mid":3,"accepts":[1000]}""");
        using var socket = await (await ConnectAsync(isTcp: false)).EnterAsync("""{"accepts":[1000]}""");
        using var old = await (await GoimPeer.TcpAsync(host.Ports.V1Tcp)).EnterAsync("3");
        using var deaf = await host.EnterAsync("""{"accepts":[7]}""");
        var backend = await host.Host.TokenAsync("srv", "backend");

        var answer = await host.Host.PostAsync("/v1/push", backend, new { to = new { all = true }, type = "notice", text = "to all" });

        Assert.Equal(3, answer.Expect(HttpStatusCode.Accepted).Json.GetProperty("connections").GetInt32());
        foreach (var peer in new[] { tcp, socket, old }) Assert.Equal("to all", Json((await peer.ReadAsync())!).GetProperty("text").GetString());
        await deaf.AssertSilentAsync();
    }

    [Fact]
    public async Task Connections_OfGoim_AreListedLabelledAndClosed()
    {
        using var peer = await host.EnterAsync("""{"mid":4,"room_id":"listed://1","accepts":[1000]}""");
        var (admin, backend) = (await host.Host.TokenAsync("root", "admin"), await host.Host.TokenAsync("srv", "backend"));

        var listed = Assert.Single((await host.Host.GetAsync("/v1/connections?user=goim.4&room=goim.listed.1", admin)).Json.GetProperty("connections").EnumerateArray());
        var path = $"/v1/connections/{listed.GetProperty("id").GetString()}";
        (await host.Host.SendAsync(HttpMethod.Put, $"{path}/labels", admin, new { labels = Mid77 })).Expect(HttpStatusCode.NoContent);
        await host.Host.PostAsync("/v1/push", backend, new { to = new { labels = Mid77 }, text = "labelled" });
        var push = await peer.ReadAsync();
        (await host.Host.SendAsync(HttpMethod.Delete, path, admin)).Expect(HttpStatusCode.NoContent);

        Assert.Equal("goim", listed.GetProperty("protocol").GetString());
        Assert.Equal("labelled", Json(push!).GetProperty("text").GetString());
        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task Kicked_ByItsMid_HearsTheRoomNoMore_AndMayComeBack()
    {
        using var peer = await host.EnterAsync("""{"mid":5,"room_id":"kick://1"}""");
        var admin = await host.Host.TokenAsync("root", "admin");
        (await host.Host.PostAsync("/v1/rooms/goim.kick.1/members", admin, new { user = "goim.5" })).Expect(HttpStatusCode.Created);

        (await host.Host.PostAsync("/v1/rooms/goim.kick.1/kick", admin, new { user = "goim.5" })).Expect(HttpStatusCode.NoContent);
        await OutAsync(peer);
        await PushRoomAsync("operation=1&type=kick&room=1", "unheard");
        await peer.SendAsync(GoimOperations.ChangeRoom, 2, "kick://1");
        var back = await peer.ReadAsync();
        await PushRoomAsync("operation=1&type=kick&room=1", "heard");

        Assert.Equal((GoimOperations.ChangeRoomReply, "kick://1"), (back!.Operation, back.Body));
        Assert.Equal("heard", (await peer.ReadAsync())!.Body);
    }

    [Fact]
    public async Task OnlineAndPushAll_CountAndReachOtherSurfaces()
    {
        using var peer = await host.EnterAsync("""{"room_id":"both://1"}""");
        await using var other = await RoomsClient.EnterAsync(host.Host, await host.Host.TokenAsync("bob"), new { room = "goim.both.1", after = 0 });
        await other.ReadUntilAsync("snapshot");
        await other.SendAsync(new { op = "ping" });
        await other.ReadUntilAsync("pong");

        var online = await host.V2Async("GET", "/goim/online/room?type=both&rooms=1");
        await host.V2Async("POST", "/goim/push/all?operation=1700", "to all");
        var frame = await other.ReadUntilAsync("event");

        Assert.Equal("""{"code":0,"message":"","data":{"1":2}}""", online.Text);
        Assert.Equal(("@push", "goim", 1700, "to all"), ((string?)frame["room"], (string?)frame["data"]!["type"], (int)frame["data"]!["data"]!["op"]!, (string?)frame["data"]!["data"]!["text"]));
    }

    public static TheoryData<string> BrokenStreams => new()
    {
        "FFFFFFFF00100001000000070000000100", // negative
        "7FFFFFFF00100001000000070000000100", // giant
        "000010110010000100000007000000017B7D", // one byte over
        "00000012001100010000000700000001", // another header length
        "000000120010000100000007000000017B5D", // authentication that is no JSON
        "00000013001000010000000700000001226122", // no object
    };

    [Theory, MemberData(nameof(BrokenStreams))]
    public async Task Tcp_BrokenPacket_EndsTheConnectionWithoutAWord(string hex)
    {
        using var peer = await ConnectAsync(isTcp: true);

        await peer.SendAsync(Convert.FromHexString(hex));

        Assert.Null(await peer.ReadAsync());
    }

    [Theory]
    [InlineData("00")]
    [InlineData("000000100010000100000007000000")] // shorter than a header
    [InlineData("000000200010000100000007000000017B7D")] // longer than the message
    [InlineData("FFFFFFFF00100001000000070000000100")]
    public async Task WebSocket_BrokenMessage_EndsTheConnection(string hex)
    {
        using var peer = await ConnectAsync(isTcp: false);

        await peer.SendAsync(Convert.FromHexString(hex));

        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task WebSocket_BytesBehindThePacket_AreNotLookedAt()
    {
        using var peer = await ConnectAsync(isTcp: false);

        await peer.SendAsync(Convert.FromHexString("000000120010000100000007000000017B7DFFFFFF"));

        Assert.Equal(GoimOperations.AuthReply, (await peer.ReadAsync())!.Operation);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /sub2 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")]
    [InlineData("POST /sub HTTP/1.1\r\nHost: x\r\n\r\n")]
    public async Task WebSocket_OtherPath_IsDroppedWithoutAnAnswer(string request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", host.Ports.V2WebSocket);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));

        var received = await ReceiveAsync(socket);

        Assert.Equal(0, received);
    }

    [Fact]
    public async Task Flood_OfHeartbeats_IsAnsweredOneByOne()
    {
        using var peer = await (await ConnectAsync(isTcp: true)).EnterAsync("{}");
        const int Count = 5_000;

        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Count; i++) await peer.SendAsync(GoimOperations.Heartbeat, i);
        });
        for (var i = 0; i < Count; i++) Assert.Equal(i, (await peer.ReadAsync())!.Sequence);

        await sending;
    }

    // Its room is looked after once a second: heartbeats tell who is in it.
    private static async Task OutAsync(GoimPeer peer)
    {
        using var deadline = new CancellationTokenSource(Deadline.Generous);
        for (var isIn = true; isIn; deadline.Token.ThrowIfCancellationRequested())
        {
            await peer.SendAsync(GoimOperations.Heartbeat, 1);
            isIn = Convert.ToHexString((await peer.ReadAsync())!.Bytes) != "00000000";
        }
    }

    private static JsonElement Json(GoimPeer.Packet packet) => JsonSerializer.Deserialize<JsonElement>(packet.Body);

    // A connection that is dropped with bytes unread is reset.
    private static async Task<int> ReceiveAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[100]).WaitAsync(Deadline.Generous);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private Task<GoimPeer> ConnectAsync(bool isTcp) => isTcp ? GoimPeer.TcpAsync(host.Ports.V2Tcp) : GoimPeer.WebSocketAsync(host.Ports.V2WebSocket);

    private async Task PushRoomAsync(string query, string body) => Assert.Equal("""{"code":0,"message":""}""", (await host.V2Async("POST", $"/goim/push/room?{query}", body)).Text);
}
