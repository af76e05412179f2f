using System.Security.Authentication;

namespace Rooms.EndToEnd.Tests.Tls;

/// <summary>HTTPS behind a proxy that passes TLS on: its PROXY header stands before TLS, and the client that it names is the one who is counted.</summary>
public sealed class HttpsIntroductionTests : IAsyncLifetime, IDisposable
{
    private const string Proxy = "127.0.0.1";
    private const string Other = "127.0.0.5";
    private const string Request = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private readonly CertificateFiles files = new();
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync(
        null, [.. files.Arguments, "--Proxies:Trusted", Proxy, "--Proxies:Protocol", "http", "--Limits:HalfOpenPerAddress", "2"]);

    public async Task DisposeAsync() => await host.DisposeAsync();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task HalfOpen_BehindAProxy_CountsEveryClientForItself()
    {
        using var first = await Stranger.GreetAsync(host.Address, Proxy, Header("203.0.113.7"));
        using var second = await Stranger.GreetAsync(host.Address, Proxy, Header("203.0.113.7"));
        using var neighbour = await Stranger.GreetAsync(host.Address, Proxy, Header("203.0.113.8"));

        var refused = await Record.ExceptionAsync(() => Stranger.GreetAsync(host.Address, Proxy, Header("203.0.113.7")));

        Assert.True(refused is IOException or AuthenticationException, $"{refused}");
        foreach (var client in new[] { first, second, neighbour })
            Assert.StartsWith("HTTP/1.1 200", await client.AskAsync(Request), StringComparison.Ordinal);
        using var later = await Stranger.GreetAsync(host.Address, Proxy, Header("203.0.113.7"));
    }

    // RFC 6177: one subscriber has them all.
    [Fact]
    public async Task HalfOpen_Ipv6ClientsOfOneNetwork_CountTogether()
    {
        using var first = await Stranger.GreetAsync(host.Address, Proxy, "PROXY TCP6 2001:db8::1 ::1 443 443\r\n");
        using var second = await Stranger.GreetAsync(host.Address, Proxy, "PROXY TCP6 2001:db8::2 ::1 443 443\r\n");

        var refused = await Record.ExceptionAsync(() => Stranger.GreetAsync(host.Address, Proxy, "PROXY TCP6 2001:db8::3 ::1 443 443\r\n"));

        Assert.True(refused is IOException or AuthenticationException, $"{refused}");
    }

    [Fact]
    public async Task Stranger_WithHeader_IsClosed_WithoutIsServed()
    {
        var refused = await Record.ExceptionAsync(() => Stranger.GreetAsync(host.Address, Other, Header("203.0.113.7")));
        using var plain = await Stranger.GreetAsync(host.Address, Other);

        Assert.True(refused is IOException or AuthenticationException, $"{refused}");
        Assert.StartsWith("HTTP/1.1 200", await plain.AskAsync(Request), StringComparison.Ordinal);
        await Wait.UntilAsync(() => host.Output.Contains("closed: proxy_header_refused", StringComparison.Ordinal));
    }

    private static string Header(string client) => $"PROXY TCP4 {client} 198.51.100.22 35646 443\r\n";
}
