using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Gateway.Tests.Support;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Tests.Push.Sockets;

/// <summary>One listener for the web server and for the push routes.</summary>
public class RouteSorterTests
{
    private const string Path = "/push-test";
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    [Fact]
    public async Task Upgrade_Plain_GoesToALoop()
    {
        await using var host = await StartAsync();
        using var client = await ConnectAsync(host);

        await client.SendAsync(Encoding.ASCII.GetBytes(Request()));

        Assert.StartsWith("HTTP/1.1 101 ", await HeadAsync(client), StringComparison.Ordinal);
        Assert.IsType<SocketConnection>(Assert.Single(Table(host).All));
        await EchoAsync(client);
    }

    [Fact]
    public async Task Upgrade_ByteByByteWithAFrameBehind_LosesNothing()
    {
        await using var host = await StartAsync();
        using var client = await ConnectAsync(host);
        client.NoDelay = true;

        foreach (var one in Encoding.ASCII.GetBytes(Request())) await client.SendAsync(new[] { one });

        await HeadAsync(client);
        await EchoAsync(client);
    }

    [Fact]
    public async Task Upgrade_WithAFrameInTheSameWrite_LosesNothing()
    {
        await using var host = await StartAsync();
        using var client = await ConnectAsync(host);

        await client.SendAsync((byte[])[.. Encoding.ASCII.GetBytes(Request()), .. WebSocketPeer.Text("early")]);

        await HeadAsync(client);
        Assert.Equal("early", await FrameAsync(client));
    }

    [Theory]
    [InlineData("Cookie: a=b\r\n")]
    [InlineData("X-Forwarded-For: 203.0.113.7\r\n")]
    public async Task Upgrade_Unusual_GoesThroughTheWebServer(string header)
    {
        await using var host = await StartAsync();
        using var client = await ConnectAsync(host);

        await client.SendAsync(Encoding.ASCII.GetBytes(Request(header)));

        Assert.StartsWith("HTTP/1.1 101 ", await HeadAsync(client), StringComparison.Ordinal);
        await EchoAsync(client);
        Assert.IsType<StreamConnection>(Assert.Single(Table(host).All));
    }

    [Fact]
    public async Task Upgrade_Subprotocol_IsAgreedOn()
    {
        await using var host = await StartAsync();
        using var client = await ConnectAsync(host);

        await client.SendAsync(Encoding.ASCII.GetBytes(Request("Sec-WebSocket-Protocol: unknown, test.b\r\n")));

        Assert.Contains("Sec-WebSocket-Protocol: test.b\r\n", await HeadAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upgrade_OfAPageFromElsewhere_IsRefusedWithItsCode()
    {
        await using var host = await StartAsync();
        using var client = await ConnectAsync(host);

        await client.SendAsync(Encoding.ASCII.GetBytes(Request("Origin: https://evil.example\r\n")));

        Assert.StartsWith("HTTP/1.1 403 ", await HeadAsync(client), StringComparison.Ordinal);
        Assert.Empty(Table(host).All);
    }

    [Fact]
    public async Task Upgrade_OverTheAddressLimit_IsRefused()
    {
        await using var host = await StartAsync(("Limits:ConnectionsPerAddress", "1"));
        using var first = await ConnectAsync(host);
        await first.SendAsync(Encoding.ASCII.GetBytes(Request()));
        await HeadAsync(first);
        using var second = await ConnectAsync(host);

        await second.SendAsync(Encoding.ASCII.GetBytes(Request()));

        Assert.StartsWith("HTTP/1.1 429 ", await HeadAsync(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnythingElse_IsTheWebServers()
    {
        await using var host = await StartAsync();

        using var live = await host.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        using var plain = await host.Client.GetAsync(new Uri(Path, UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (live.StatusCode, plain.StatusCode));
    }

    [Fact]
    public async Task HalfOpenByTheThousand_OthersAreServed()
    {
        await using var host = await StartAsync();
        var silent = new List<Socket>();
        for (var i = 0; i < 1000; i++)
        {
            silent.Add(await ConnectAsync(host));
            if (i % 2 == 0) await silent[^1].SendAsync("GET /push-t"u8.ToArray());
        }
        using var client = await ConnectAsync(host);

        await client.SendAsync(Encoding.ASCII.GetBytes(Request()));

        await HeadAsync(client);
        await EchoAsync(client);
        using var live = await host.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        foreach (var one in silent) one.Dispose();
    }

    [Fact]
    public async Task HalfOpen_OverTheAddressLimit_IsClosedAndOthersAreServed()
    {
        await using var host = await StartAsync(("Push:HalfOpenPerAddress", "3"));
        var silent = new List<Socket>();
        for (var i = 0; i < 3; i++) silent.Add(await ConnectAsync(host));
        using var client = await ConnectAsync(host);
        using var deadline = new CancellationTokenSource(Waits.Long);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1], deadline.Token));

        await silent[0].SendAsync(Encoding.ASCII.GetBytes(Request()));

        await HeadAsync(silent[0]);
        await EchoAsync(silent[0]);
        foreach (var one in silent) one.Dispose();
    }

    private static string Request(string more = "") =>
        $"GET {Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {Key}\r\nSec-WebSocket-Version: 13\r\n{more}\r\n";

    private static ConnectionTable Table(GatewayHost host) => host.Services.GetRequiredService<ConnectionTable>();

    private static Task<GatewayHost> StartAsync(params (string Key, string? Value)[] settings) => GatewayHost.StartAsync(Configure, settings);

    private static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(FakeGrains.Create().Factory);
        var surface = TestProtocol.WebSocket(() => new TestProtocol { OnText = Answer }) with { Subprotocols = ["test.a", "test.b"] };
        builder.Services.AddSingleton(new PushRoute(Path, surface));
    }

    private static void Answer(TestProtocol session, string text)
    {
        var frame = new byte[16 + text.Length];
        session.Connection.Send(frame.AsSpan(0, WebSocketFrames.Write(frame, WebSocketOpcode.Text, Encoding.UTF8.GetBytes(text))));
    }

    private static async Task<Socket> ConnectAsync(GatewayHost host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        return socket;
    }

    private static async Task EchoAsync(Socket client)
    {
        await client.SendAsync(WebSocketPeer.Text("over the loop"));
        Assert.Equal("over the loop", await FrameAsync(client));
    }

    private static async Task<string> HeadAsync(Socket client)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) head.Append((char)(await ReadAsync(client, 1))[0]);
        return head.ToString();
    }

    private static async Task<string> FrameAsync(Socket client)
    {
        var header = await ReadAsync(client, 2);
        return Encoding.UTF8.GetString(await ReadAsync(client, header[1]));
    }

    private static async Task<byte[]> ReadAsync(Socket client, int count)
    {
        using var deadline = new CancellationTokenSource(Waits.Long);
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var received = await client.ReceiveAsync(bytes.AsMemory(read), deadline.Token);
            Assert.NotEqual(0, received);
            read += received;
        }
        return bytes;
    }
}
