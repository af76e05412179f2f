using Rooms.Wire.Goim;

namespace Rooms.Gateway.Tests.Compat.Goim;

/// <summary>Contract B: v1's connections, JSON over WebSocket and packets over TCP.</summary>
public sealed class GoimV1SessionTests(GoimApiHost host) : IClassFixture<GoimApiHost>
{
    [Fact]
    public async Task Json_ExampleFlow_IsAnArrayEachTime()
    {
        using var peer = await GoimPeer.WebSocketAsync(host.Ports.V1WebSocket);

        await peer.SendJsonAsync("""{"ver":1,"op":7,"seq":1,"body":41}""");
        var auth = await peer.ReadAsync();
        await peer.SendJsonAsync("""{"ver":1,"op":2,"seq":2,"body":{}}""");
        var beat = await peer.ReadAsync();
        await peer.SendJsonAsync("""{"ver":1,"op":254,"seq":3}""");
        var test = await peer.ReadAsync();
        await peer.SendJsonAsync("""{"ver":1,"op":4,"seq":4,"body":{"say":"hi"}}""");
        var said = await peer.ReadAsync();
        await host.V1Async("POST", "/1/push?uid=41", """{"test":1}""");
        var byUser = await peer.ReadAsync();
        await host.V1Async("POST", "/1/push/room?rid=1", """{"room":1}""");
        var byRoom = await peer.ReadAsync();

        Assert.Equal((1, GoimOperations.AuthReply, 1, "{}"), (auth!.Version, auth.Operation, auth.Sequence, auth.Body));
        Assert.Equal((1, GoimOperations.HeartbeatReply, 2, "{}"), (beat!.Version, beat.Operation, beat.Sequence, beat.Body));
        Assert.Equal((GoimV1Operations.TestReply, """{"test":"come on"}"""), (test!.Operation, test.Body));
        Assert.Equal((GoimOperations.SendMessageReply, 4, """{"say":"hi"}"""), (said!.Operation, said.Sequence, said.Body));
        Assert.Equal((0, 5, 0, """{"test":1}"""), (byUser!.Version, byUser.Operation, byUser.Sequence, byUser.Body));
        Assert.Equal((0, 5, 0, """{"room":1}"""), (byRoom!.Version, byRoom.Operation, byRoom.Sequence, byRoom.Body));
    }

    [Fact]
    public async Task Json_TokenThatIsNoNumber_IsUser0InNoRoom()
    {
        var before = host.Online.CountIn("v1://1");
        using var peer = await GoimPeer.WebSocketAsync(host.Ports.V1WebSocket);

        await peer.SendJsonAsync("""{"ver":1,"op":7,"seq":1,"body":{"data":{}}}""");
        await peer.ReadAsync();
        await host.V1Async("POST", "/1/push/room?rid=1", """{"room":1}""");
        await host.V1Async("POST", "/1/push?uid=0", """{"user":0}""");

        Assert.Equal("""{"user":0}""", (await peer.ReadAsync())!.Body);
        Assert.Equal(before, host.Online.CountIn("v1://1"));
    }

    [Fact]
    public async Task Tcp_Push_IsAPacketOfOperation5()
    {
        using var peer = await GoimPeer.TcpAsync(host.Ports.V1Tcp);
        await peer.EnterAsync("42");

        await host.V1Async("POST", "/1/push?uid=42", """{"test":2}""");
        var pushed = await peer.ReadAsync();
        await peer.SendAsync(GoimOperations.Heartbeat, 8);
        var beat = await peer.ReadAsync();

        Assert.Equal((0, 5, 0, """{"test":2}"""), (pushed!.Version, pushed.Operation, pushed.Sequence, pushed.Body));
        Assert.Equal((GoimOperations.HeartbeatReply, 8, ""), (beat!.Operation, beat.Sequence, beat.Body));
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public async Task Tcp_BodyOverTheLimit_EndsTheConnection(int length, bool isTaken)
    {
        using var peer = await GoimPeer.TcpAsync(host.Ports.V1Tcp);
        await peer.EnterAsync("43");

        await peer.SendAsync(GoimOperations.SendMessage, 2, new string('x', length));

        Assert.Equal(isTaken, await peer.ReadAsync() is not null);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Tcp_FirstPacketOfAnotherOperation_EndsTheConnection(int operation)
    {
        using var peer = await GoimPeer.TcpAsync(host.Ports.V1Tcp);

        await peer.SendAsync(operation, 1);

        Assert.Null(await peer.ReadAsync());
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"op":9}""")]
    [InlineData("""{"op":7,"body":1}""")]
    public async Task Json_WhatIsNotForIt_EndsTheConnection(string frame)
    {
        using var peer = await GoimPeer.WebSocketAsync(host.Ports.V1WebSocket);
        await peer.SendJsonAsync("""{"op":7,"body":"x"}""");
        await peer.ReadAsync();

        await peer.SendJsonAsync(frame);

        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task Generations_InOneRoom_HearEachOthersPushes()
    {
        using var json = await GoimPeer.WebSocketAsync(host.Ports.V1WebSocket);
        await json.SendJsonAsync("""{"ver":1,"op":7,"seq":1,"body":44}""");
        await json.ReadAsync();
        using var packets = await (await GoimPeer.TcpAsync(host.Ports.V2Tcp)).EnterAsync("""{"room_id":"v1://1"}""");

        await host.V2Async("POST", "/goim/push/room?operation=1005&type=v1&room=1", """{"from":"v2"}""");
        await host.V1Async("POST", "/1/push/room?rid=1", "\"from v1\"");

        Assert.Equal((5, """{"from":"v2"}"""), (await json.ReadAsync() is { } one ? (one.Operation, one.Body) : default));
        Assert.Equal((5, "\"from v1\""), (await json.ReadAsync() is { } two ? (two.Operation, two.Body) : default));
        Assert.Equal((1005, """{"from":"v2"}"""), (await packets.ReadAsync() is { } three ? (three.Operation, three.Body) : default));
        Assert.Equal((1000, "\"from v1\""), (await packets.ReadAsync() is { } four ? (four.Operation, four.Body) : default));
    }
}
