using System.Net.Sockets;
using System.Text;
using Rooms.Contracts;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Gateway.Tests.Support;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Tests.Push.RoomsV1;

/// <summary>Sessions of <c>/ws</c> whose client, welcomed or not, sends what no client should.</summary>
public sealed class BadFrameTests(SiloHost silo) : IClassFixture<SiloHost>
{
    // Four bytes of UTF-8, two characters of a text.
    private const string Emoji = "\U0001F4A3";

    private readonly GatewayHost host = silo.Host;

    [Theory]
    [InlineData("81FF 0000000000010001 00000000", 1009, PushEnds.TooLarge)] // announced, never sent: one byte over the limit
    [InlineData("81FF 7FFFFFFFFFFFFFFF 00000000", 1009, PushEnds.TooLarge)]
    [InlineData("8182 00000000 C328", 1007, PushEnds.InvalidText)]
    [InlineData("8183 00000000 EDA080", 1007, PushEnds.InvalidText)] // a surrogate
    [InlineData("0182 00000000 F09F 8080 00000000", 1007, PushEnds.InvalidText)] // an emoji that ends in its middle, over two frames
    [InlineData("C180 00000000", 1002, PushEnds.ProtocolError)] // compressed: a bomb is not unpacked, since nobody agreed to any compression
    [InlineData("8102 7B7D", 1002, PushEnds.ProtocolError)] // not masked
    [InlineData("8080 00000000", 1002, PushEnds.ProtocolError)] // goes on with nothing
    [InlineData("8380 00000000", 1002, PushEnds.ProtocolError)] // an opcode of nobody
    [InlineData("89FE 0080 00000000", 1002, PushEnds.ProtocolError)] // a ping of 128 bytes
    public async Task Frame_AgainstTheProtocol_ClosesByName(string hex, int status, string reason)
    {
        foreach (var isWelcomed in (bool[])[false, true])
        {
            await using var client = isWelcomed ? await RoomsClient.EnterAsync(host, await host.TokenAsync()) : await RoomsClient.ConnectAsync(host);

            await client.Socket.SendAsync(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

            Assert.Equal((status, reason), await client.ReadCloseAsync());
        }
    }

    [Fact]
    public async Task Message_OfAMegabyteOfEmoji_ClosesByNameAndNothingIsSaid()
    {
        var token = await host.TokenAsync();
        var room = await silo.RoomAsync(token);
        await using var client = await RoomsClient.EnterAsync(host, token);
        var send = $$"""{"op":"send","id":"1","room":"{{room}}","text":"{{string.Concat(Enumerable.Repeat(Emoji, 256 * 1024))}}"}""";

        await SendAllAsync(client.Socket, WebSocketPeer.Text(send));

        Assert.Equal((1009, PushEnds.TooLarge), await client.ReadCloseAsync());
        Assert.Equal(1, (await host.GetAsync($"/v1/rooms/{room}/events", token)).Json.GetProperty("next").GetInt32());
    }

    [Fact]
    public async Task Message_OfAMegabyteInFragments_ClosesByName()
    {
        await using var client = await RoomsClient.EnterAsync(host, await host.TokenAsync());
        var part = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Emoji, 1024)));
        byte[] first = WebSocketPeer.Frame(WebSocketOpcode.Text, part, isFinal: false), more = WebSocketPeer.Frame(WebSocketOpcode.Continuation, part, isFinal: false);

        await SendAllAsync(client.Socket, [.. first, .. Enumerable.Repeat(more, 255).SelectMany(frame => frame)]);

        Assert.Equal((1009, PushEnds.TooLarge), await client.ReadCloseAsync());
    }

    [Theory]
    [InlineData(2001, ErrorCodes.BodyInvalid)] // two characters each: over 4,000
    [InlineData(2000, null)]
    public async Task Text_OfEmoji_CountsAsCharacters(int count, string? code)
    {
        var token = await host.TokenAsync();
        var room = await silo.RoomAsync(token);
        await using var client = await RoomsClient.EnterAsync(host, token);

        await client.SendAsync(new { op = "send", id = "1", room, text = string.Concat(Enumerable.Repeat(Emoji, count)) });
        var answer = await client.ReadAsync();

        Assert.Equal((code is null ? "sent" : "error", code, "1"), ((string?)answer["op"], (string?)answer["code"], (string?)answer["id"]));
    }

    [Theory]
    [InlineData("""{"op":"send","id":"1","room":"r","text":"a","text":"b"}""")]
    [InlineData("""{"op":"send","id":"1","room":"r","to":"bob","text":"a"}""")]
    [InlineData("""{"op":"subscribe","room":"r","after":-1}""")]
    [InlineData("""{"op":"subscribe","room":"r","after":9223372036854775808}""")]
    [InlineData("""{"op":"subscribe"}""")]
    [InlineData("""{"op":7}""")]
    [InlineData("""{"op":"ack","room":"r","seq":1.5}""")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Frame_ThatCannotBeRead_IsRefusedByNameAndTheSessionGoesOn(string text)
    {
        await using var client = await RoomsClient.EnterAsync(host, await host.TokenAsync());

        await client.SendTextAsync(text);
        var refused = await client.ReadAsync();
        await client.SendAsync(new { op = "ping" });

        Assert.Equal(("error", ErrorCodes.BodyInvalid), ((string?)refused["op"], (string?)refused["code"]));
        Assert.Equal("pong", (string?)(await client.ReadAsync())["op"]);
    }

    [Fact]
    public async Task Frame_NestedOverTheBound_IsRefusedByName()
    {
        await using var client = await RoomsClient.EnterAsync(host, await host.TokenAsync());

        await client.SendTextAsync($$"""{"op":"send","id":"1","room":"r","data":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}""");

        Assert.Equal(ErrorCodes.BodyInvalid, (string?)(await client.ReadAsync())["code"]);
    }

    [Fact]
    public async Task Frame_OfTheOtherForm_IsRefusedByName()
    {
        await using var client = await RoomsClient.EnterAsync(host, await host.TokenAsync());

        await client.WebSocket.SendAsync(new byte[] { 8 }, System.Net.WebSockets.WebSocketMessageType.Binary, true, default);

        Assert.Equal(ErrorCodes.BodyInvalid, (string?)(await client.ReadAsync())["code"]);
    }

    [Theory]
    [InlineData("@inbox/bob")]
    [InlineData("shop/bob")]
    [InlineData("bob@inbox")]
    public async Task Subscribe_AnothersInbox_HasNoName(string room)
    {
        await using var client = await RoomsClient.EnterAsync(host, await host.TokenAsync("ann"), new { room, after = 0 });

        var refused = await client.ReadAsync();

        Assert.Equal((ErrorCodes.BodyInvalid, room), ((string?)refused["code"], (string?)refused["room"]));
    }

    [Fact]
    public async Task Commands_FloodOfHalfRefused_GoesOnOthersAreServed()
    {
        var token = await host.TokenAsync("flooder", "admin");
        var room = await silo.RoomAsync(token);
        await using var client = await RoomsClient.EnterAsync(host, token);
        await using var other = await RoomsClient.EnterAsync(host, await host.TokenAsync("other"));
        // Never a hundred refusals in a row.
        var pair = (byte[])[.. WebSocketPeer.Text($$"""{"op":"send","id":"same","room":"{{room}}","text":"x"}"""), .. WebSocketPeer.Text("""{"op":"sdp"}""")];

        var flooding = SendAllAsync(client.Socket, [.. Enumerable.Repeat(pair, 5_000).SelectMany(bytes => bytes)]);
        await other.SendAsync(new { op = "ping" });
        Assert.Equal("pong", (string?)(await other.ReadAsync())["op"]);
        for (var answered = 0; answered < 10_000; answered++) await client.ReadAsync();
        await flooding;

        Assert.True(client.Connection.IsOpen);
        Assert.Equal(2, (await host.GetAsync($"/v1/rooms/{room}/events", token)).Json.GetProperty("next").GetInt32());
    }

    private static async Task SendAllAsync(Socket socket, byte[] bytes)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length;) sent += await socket.SendAsync(bytes.AsMemory(sent));
        }
        catch (SocketException)
        {
            // Closed in the middle of it: the close says why.
        }
    }
}
