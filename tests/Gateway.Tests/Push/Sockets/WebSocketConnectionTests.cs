using System.Text;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Tests.Push.Sockets;

/// <summary>A WebSocket on a loop, after its handshake.</summary>
public class WebSocketConnectionTests
{
    [Fact]
    public async Task Message_Whole_ReachesTheSessionAndIsAnswered()
    {
        await using var harness = new PushHarness();
        using var client = await harness.ConnectAsync(Echo());

        await client.SendAsync(WebSocketPeer.Text("hello é"));

        Assert.Equal((WebSocketOpcode.Text, "hello é"), await ReadTextAsync(client));
    }

    [Fact]
    public async Task Message_ByteByByte_IsPutTogether()
    {
        await using var harness = new PushHarness();
        using var client = await harness.ConnectAsync(Echo());
        byte[] frames = [.. WebSocketPeer.Text("a", isFinal: false), .. WebSocketPeer.Frame(WebSocketOpcode.Ping, [7]), .. WebSocketPeer.Frame(WebSocketOpcode.Continuation, "b"u8.ToArray())];

        foreach (var one in frames) await client.SendAsync(new[] { one });

        Assert.Equal(WebSocketOpcode.Pong, (await client.ReadFrameAsync()).Opcode);
        Assert.Equal((WebSocketOpcode.Text, "ab"), await ReadTextAsync(client));
    }

    [Fact]
    public async Task Messages_AHundredInOneWrite_AreAnsweredInOrder()
    {
        await using var harness = new PushHarness();
        using var client = await harness.ConnectAsync(Echo());

        await client.SendAsync(Enumerable.Range(0, 100).SelectMany(number => WebSocketPeer.Text($"{number}")).ToArray());

        for (var i = 0; i < 100; i++) Assert.Equal($"{i}", (await ReadTextAsync(client)).Text);
    }

    [Fact]
    public async Task Message_OfAMegabyteOfEmoji_IsTooBig()
    {
        await using var harness = new PushHarness();
        var session = new TestProtocol();
        using var client = await harness.ConnectAsync(TestProtocol.WebSocket(() => session));
        var emoji = WebSocketPeer.Text(string.Concat(Enumerable.Repeat("😀", 256 * 1024)));

        await client.SendAsync(emoji.AsMemory(0, 64));

        Assert.Equal((1009, "message_too_large"), await client.ReadCloseAsync());
        Assert.Equal(["opened", "closed message_too_large"], [await session.HearAsync(), await session.HearAsync()]);
    }

    [Theory]
    [InlineData("C180 00000000", 1002)] // compressed, which nobody agreed to
    [InlineData("8101 61", 1002)] // not masked
    [InlineData("8182 00000000 C328", 1007)]
    public async Task Frame_ThatIsNotAllowed_ClosesWithItsStatus(string hex, int status)
    {
        await using var harness = new PushHarness();
        using var client = await harness.ConnectAsync(Echo());

        await client.SendAsync(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

        Assert.Equal(status, (await client.ReadCloseAsync()).Status);
        Assert.Empty(await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Close_OfTheClient_IsAnsweredWithItsStatus()
    {
        await using var harness = new PushHarness();
        var session = new TestProtocol();
        using var client = await harness.ConnectAsync(TestProtocol.WebSocket(() => session));

        await client.SendAsync(WebSocketPeer.Frame(WebSocketOpcode.Close, [0x0F, 0xA0]));

        Assert.Equal(4000, (await client.ReadCloseAsync()).Status);
        Assert.Empty(await client.ReadToEndAsync());
        Assert.Equal(["opened", "closed peer_closed"], [await session.HearAsync(), await session.HearAsync()]);
        Assert.Equal(0, harness.Table.Count);
    }

    [Fact]
    public async Task Session_ThatThrows_EndsAlone()
    {
        await using var harness = new PushHarness(new PushOptions { Loops = 1 });
        using var other = await harness.ConnectAsync(Echo());
        using var client = await harness.ConnectAsync(TestProtocol.WebSocket(() => new TestProtocol { OnText = (_, _) => throw new InvalidOperationException("planted") }));

        await client.SendAsync(WebSocketPeer.Text("boom"));
        await other.SendAsync(WebSocketPeer.Text("still here"));

        Assert.Equal((1011, "internal_error"), await client.ReadCloseAsync());
        Assert.Equal("still here", (await ReadTextAsync(other)).Text);
        Assert.Contains(harness.Logs.Lines, line => line.Line.Contains("session failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PauseReading_InAFlood_LeavesTheRestForLater()
    {
        await using var harness = new PushHarness();
        var session = new TestProtocol { OnText = (me, text) => { if (text == "2") me.Connection.PauseReading(); } };
        using var client = await harness.ConnectAsync(TestProtocol.WebSocket(() => session));
        await client.SendAsync(Enumerable.Range(1, 5).SelectMany(number => WebSocketPeer.Text($"{number}")).ToArray());
        Assert.Equal(["opened", "1", "2"], [await session.HearAsync(), await session.HearAsync(), await session.HearAsync()]);

        await PushHarness.OnLoopAsync(client.Connection, client.Connection.ResumeReading);

        Assert.Equal(["3", "4", "5"], [await session.HearAsync(), await session.HearAsync(), await session.HearAsync()]);
    }

    [Fact]
    public async Task Close_AfterFrames_SendsThemFirst()
    {
        await using var harness = new PushHarness();
        using var client = await harness.ConnectAsync(TestProtocol.WebSocket(() => new TestProtocol
        {
            OnText = (me, _) =>
            {
                me.Connection.Send(WebSocketPeerText("farewell"));
                me.Connection.Close("replaced", 4001);
            },
        }));

        await client.SendAsync(WebSocketPeer.Text("x"));

        Assert.Equal("farewell", (await ReadTextAsync(client)).Text);
        Assert.Equal((4001, "replaced"), await client.ReadCloseAsync());
    }

    private static PushSurface Echo() => TestProtocol.WebSocket(() => new TestProtocol { OnText = (me, text) => me.Connection.Send(WebSocketPeerText(text)) });

    private static byte[] WebSocketPeerText(string text)
    {
        var writer = new System.Buffers.ArrayBufferWriter<byte>();
        WebSocketFrames.Write(writer, WebSocketOpcode.Text, Encoding.UTF8.GetBytes(text));
        return writer.WrittenSpan.ToArray();
    }

    private static async Task<(WebSocketOpcode Opcode, string Text)> ReadTextAsync(PushClient client)
    {
        var (opcode, payload) = await client.ReadFrameAsync();
        return (opcode, Encoding.UTF8.GetString(payload));
    }
}
