using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Contracts;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Push.RoomsV1;

/// <summary>Pages of other origins: a browser sends the console's cookie along with any page's upgrade (RFC 6455 10.2).</summary>
public sealed class ForeignPageTests : IAsyncLifetime
{
    private const string Friend = "https://friend.example";

    private GatewayHost host = null!;

    public async Task InitializeAsync() => host = await GatewayHost.StartAsync(null, ("Cors:Origins:0", Friend));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1.evil.example")]
    public async Task Upgrade_WithTheCookieFromAForeignPage_IsRefused(string origin)
    {
        using var client = await AskAsync(origin);

        Assert.StartsWith("HTTP/1.1 403 ", await client.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Empty(host.Services.GetRequiredService<ConnectionTable>().All);
    }

    [Fact]
    public async Task Hello_WithTheCookieFromAnAdmittedPage_NeedsATokenOfItsOwn()
    {
        using var client = await AskAsync(Friend);
        Assert.StartsWith("HTTP/1.1 101 ", await client.ReadLineAsync(), StringComparison.Ordinal);

        Assert.Contains(ErrorCodes.TokenInvalid, await HelloAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hello_WithTheCookieFromAnOwnPage_IsWelcomed()
    {
        using var client = await AskAsync(host.Address.GetLeftPart(UriPartial.Authority));
        Assert.StartsWith("HTTP/1.1 101 ", await client.ReadLineAsync(), StringComparison.Ordinal);

        Assert.Contains("\"op\":\"welcome\"", await HelloAsync(client), StringComparison.Ordinal);
    }

    private static async Task<string> HelloAsync(PushClient client)
    {
        while (await client.ReadLineAsync() is { Length: > 1 }) continue;
        await client.SendAsync(WebSocketPeer.Text("""{"op":"hello"}"""));
        return Encoding.UTF8.GetString((await client.ReadFrameAsync()).Payload);
    }

    /// <summary>An upgrade of a browser where somebody is signed in.</summary>
    private async Task<PushClient> AskAsync(string origin)
    {
        using var browser = new TestBrowser(host.Address);
        await browser.SignInAsync("shop", GatewayHost.ShopSecret);
        var cookie = Assert.Single(browser.Cookies);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(host.Address.Host, host.Address.Port);
        var client = new PushClient(socket);
        await client.SendAsync(
            $"GET /ws HTTP/1.1\r\nHost: {host.Address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + $"Sec-WebSocket-Version: 13\r\nOrigin: {origin}\r\nCookie: {cookie.Key}={cookie.Value}\r\n\r\n");
        return client;
    }
}
