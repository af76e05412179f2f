using System.Net;
using System.Net.Sockets;
using System.Text;
using Rooms.Contracts.Shutdown;
using Rooms.Edge;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Testing;

namespace Rooms.Gateway.Tests.Push.Sockets;

/// <summary>Ports of their own, as goim's clients have them.</summary>
public sealed class PushListenerTests : IAsyncLifetime
{
    private const string Path = "/sub";
    private const string Upgrade = $"GET {Path} HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    private const string Introduced = "PROXY TCP4 203.0.113.7 127.0.0.1 4000 80\r\n";

    private readonly PushHarness harness = PushHarness.Start(new PushOptions { Loops = 1, HalfOpenPerAddress = 2 });
    private readonly PushLimitOptions limits = new();
    private PushListener? listener;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (listener is not null) await listener.DisposeAsync();
        await harness.DisposeAsync();
    }

    [Fact]
    public async Task Tcp_Connection_IsASession()
    {
        using var client = await ConnectAsync(Tcp());

        await client.SendAsync("hello\n");

        Assert.Equal("hello", await client.ReadLineAsync());
        Assert.Equal(IPAddress.Loopback, Assert.Single(harness.Table.All).Address);
    }

    [Fact]
    public async Task Tcp_OverTheAddressLimit_IsClosed()
    {
        limits.ConnectionsPerAddress = 1;
        using var first = await ConnectAsync(Tcp());
        await first.SendAsync("hello\n");
        Assert.Equal("hello", await first.ReadLineAsync());

        using var second = await ConnectAsync(listener!);

        Assert.Null(await second.ReadLineAsync());
    }

    [Fact]
    public async Task WebSocket_OnItsPath_IsASession()
    {
        using var client = await ConnectAsync(WebSocket());

        await client.SendAsync(Upgrade);
        await client.SendAsync(WebSocketPeer.Text("hello"));

        Assert.StartsWith("HTTP/1.1 101 ", await HeadAsync(client), StringComparison.Ordinal);
        Assert.Equal("hello\n", Encoding.UTF8.GetString((await client.ReadFrameAsync()).Payload));
    }

    [Theory]
    [InlineData("GET /other HTTP/1.1\r\nHost: a\r\n\r\n", "404")]
    [InlineData("GET /sub HTTP/1.1\r\nHost: a\r\n\r\n", "426")]
    [InlineData("POST /sub HTTP/1.1\r\n", "400")]
    [InlineData(Introduced, "400")]
    public async Task WebSocket_AnythingElse_IsRefusedInALine(string request, string status)
    {
        using var client = await ConnectAsync(WebSocket());

        await client.SendAsync(request);

        Assert.StartsWith($"HTTP/1.1 {status} ", await client.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WebSocket_AnythingElseAtASilentPort_HearsNothing()
    {
        using var client = await ConnectAsync(WebSocket(isSilent: true));

        await client.SendAsync("GET /other HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Empty(await client.ReadToEndAsync());
    }

    [Fact]
    public async Task HalfOpen_OverTheAddressLimit_IsClosedUntilOneHasSpoken()
    {
        using var first = await ConnectAsync(WebSocket());
        using var second = await ConnectAsync(listener!);
        using var third = await ConnectAsync(listener!);
        Assert.Empty(await third.ReadToEndAsync());

        await first.SendAsync(Upgrade);
        await HeadAsync(first);
        using var fourth = await ConnectAsync(listener!);
        await fourth.SendAsync(Upgrade);

        Assert.StartsWith("HTTP/1.1 101 ", await HeadAsync(fourth), StringComparison.Ordinal);
    }

    [Fact]
    public void Port_InUse_NamesTheKey()
    {
        var taken = Tcp().EndPoint;

        var fault = Assert.Throws<StartException>(() => PushListener.Start(new PushPort(taken, Listeners.Goim, "Compat:Goim:V2:TcpPort"), Surface(isWebSocket: false), Parts()));

        Assert.Contains("choose another with --Compat:Goim:V2:TcpPort", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Introduced_ByATrustedProxy_IsTheClients(bool isByteByByte)
    {
        using var client = await ConnectAsync(Tcp("127.0.0.0/8"));
        var bytes = Encoding.ASCII.GetBytes($"{Introduced}hello\n");

        if (isByteByByte) foreach (var one in bytes) await client.SendAsync(new[] { one });
        else await client.SendAsync(bytes);

        Assert.Equal("hello", await client.ReadLineAsync());
        Assert.Equal(IPAddress.Parse("203.0.113.7"), Assert.Single(harness.Table.All).Address);
    }

    [Fact]
    public async Task Introduced_InBinary_IsTheClients()
    {
        using var client = await ConnectAsync(Tcp("127.0.0.0/8"));

        // Version 2, TCP over IPv4, twelve bytes of addresses.
        await client.SendAsync(Convert.FromHexString("0D0A0D0A000D0A515549540A" + "2111000C" + "CB007107" + "7F000001" + "0FA00050"));
        await client.SendAsync("hello\n");

        Assert.Equal("hello", await client.ReadLineAsync());
        Assert.Equal(IPAddress.Parse("203.0.113.7"), Assert.Single(harness.Table.All).Address);
    }

    [Fact]
    public async Task Introduced_WebSocket_IsTheClientsAndCountsAsItsOwn()
    {
        var clients = new List<PushClient>();
        for (var i = 1; i <= 3; i++)
        {
            clients.Add(await ConnectAsync(listener ?? WebSocket(isSilent: false, "127.0.0.0/8")));
            await clients[^1].SendAsync(Introduced);
        }

        // Two of one address may be silent, be they one proxy's or not.
        Assert.Empty(await clients[2].ReadToEndAsync());
        await clients[0].SendAsync(Upgrade);

        Assert.StartsWith("HTTP/1.1 101 ", await HeadAsync(clients[0]), StringComparison.Ordinal);
        Assert.Equal(IPAddress.Parse("203.0.113.7"), Assert.Single(harness.Table.All).Address);
        foreach (var client in clients) client.Dispose();
    }

    [Fact]
    public async Task Introduced_WithoutAHeader_IsClosed()
    {
        using var client = await ConnectAsync(Tcp("127.0.0.0/8"));

        await client.SendAsync("hello\n");

        Assert.Empty(await client.ReadToEndAsync());
    }

    private static PushSurface Surface(bool isWebSocket)
    {
        TestProtocol Create() => new() { OnText = (session, text) => session.Connection.Send(isWebSocket ? Frame(text) : Encoding.UTF8.GetBytes($"{text}\n")) };
        return isWebSocket ? TestProtocol.WebSocket(Create) : TestProtocol.Raw(Create);
    }

    private static byte[] Frame(string text)
    {
        var frame = new byte[16 + text.Length];
        return frame[..WebSocketFrames.Write(frame, Wire.WebSocket.WebSocketOpcode.Text, Encoding.UTF8.GetBytes($"{text}\n"))];
    }

    private static async Task<string> HeadAsync(PushClient client)
    {
        var head = await client.ReadLineAsync();
        while (await client.ReadLineAsync() is { Length: > 1 }) continue;
        return head!;
    }

    private static async Task<PushClient> ConnectAsync(PushListener listener)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(listener.EndPoint);
        return new PushClient(socket);
    }

    private PushListener Tcp(params string[] trusted) => listener = PushListener.Start(Place(), Surface(isWebSocket: false), Parts(trusted));

    private PushListener WebSocket(bool isSilent = false, params string[] trusted) =>
        listener = PushListener.Start(Place(), [new PushRoute(Path, Surface(isWebSocket: true))], Parts(trusted), isSilent);

    private static PushPort Place() => new(new IPEndPoint(IPAddress.Loopback, 0), Listeners.Goim, "Test:Port");

    private PushParts Parts(params string[] trusted) => new(
        harness.Loops,
        new PushAdmission(harness.Table, new PushOrigins(new FixedOptions<CorsOptions>(new()), new FixedOptions<AppsOptions>(new())), new FixedOptions<PushLimitOptions>(limits), new Drain()),
        new PushDoor(harness.Loops, harness.Table),
        new HalfOpenSockets(Microsoft.Extensions.Options.Options.Create(harness.Options)),
        new TrustedProxies(Microsoft.Extensions.Options.Options.Create(new ProxiesOptions { Trusted = trusted, Protocol = [Listeners.Goim] })),
        harness.Metrics,
        new ListLogger<PushListener>());
}
