namespace Rooms.Edge.Tests;

/// <summary>Whom the server takes a request to be from, and what address it believes it was asked at.</summary>
public sealed class ForwardedClientsTests
{
    private const string Proxy = "127.0.0.1";
    private const string Stranger = "127.0.0.2";

    private static readonly (string, string)[] TwoProxies = [("Proxies:Trusted:0", "127.0.0.1"), ("Proxies:Trusted:1", "10.0.0.0/8")];

    // A client may write what it likes; each proxy adds the address that it saw at the right end.
    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("203.0.113.9:4711", "203.0.113.9")]
    [InlineData("2001:db8::9", "2001:db8::9")]
    [InlineData("[2001:db8::9]:4711", "2001:db8::9")]
    [InlineData("127.0.0.1, 192.0.2.66, 203.0.113.9", "203.0.113.9")]
    [InlineData("192.0.2.66, 203.0.113.9, 10.0.0.7", "203.0.113.9")]
    [InlineData("10.0.0.1, 203.0.113.9, 10.9.9.9, 10.0.0.7", "203.0.113.9")]
    [InlineData("10.0.0.7", "10.0.0.7")]
    [InlineData("203.0.113.9, unknown", Proxy)]
    [InlineData("203.0.113.9, 999.1.1.1", Proxy)]
    [InlineData("<script>", Proxy)]
    public async Task ForwardedFor_OfATrustedProxy_IsTheRightmostThatIsNoProxy(string header, string client)
    {
        await using var host = await EdgeHost.StartAsync(settings: TwoProxies);

        var seen = await host.GetAsync(Proxy, ("X-Forwarded-For", header));

        Assert.Equal(client, seen.Address);
    }

    [Theory]
    [InlineData("https", "shop.example", "https", "shop.example")]
    [InlineData("https", "shop.example:8443", "https", "shop.example:8443")]
    [InlineData("https", "[2001:db8::1]:8443", "https", "[2001:db8::1]:8443")]
    [InlineData("http, https", "evil.example, shop.example", "https", "shop.example")]
    public async Task ForwardedHostAndProto_OfATrustedProxy_AreWhatWasAsked(string proto, string name, string scheme, string expected)
    {
        await using var host = await EdgeHost.StartAsync(settings: TwoProxies);

        var seen = await host.GetAsync(Proxy, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", proto), ("X-Forwarded-Host", name));

        Assert.Equal((scheme, expected), (seen.Scheme, seen.Host));
    }

    [Theory]
    [InlineData("shop.example/path")]
    [InlineData("shop.example:port")]
    [InlineData("shop example")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("user@shop.example")]
    [InlineData("[2001:db8::1")]
    public async Task ForwardedHost_NoHost_IsNotTaken(string name)
    {
        await using var host = await EdgeHost.StartAsync(settings: TwoProxies);

        var seen = await host.GetAsync(Proxy, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", name));

        Assert.Equal(host.Address.Authority, seen.Host);
    }

    [Fact]
    public async Task Headers_OfAStranger_AreNotBelieved()
    {
        await using var host = await EdgeHost.StartAsync(settings: TwoProxies);

        var seen = await host.GetAsync(Stranger, ("X-Forwarded-For", "10.0.0.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"));

        Assert.Equal(new Seen(Stranger, "http", host.Address.Authority), seen);
    }

    [Fact]
    public async Task Headers_NobodyIsTrusted_AreNotBelieved()
    {
        await using var host = await EdgeHost.StartAsync();

        var seen = await host.GetAsync(Proxy, ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"));

        Assert.Equal(new Seen(Proxy, "http", host.Address.Authority), seen);
    }

    [Theory]
    [InlineData("::1", "203.0.113.9")]
    [InlineData("::/64", "203.0.113.9")]
    [InlineData("127.0.0.1", "::1")]
    public async Task ForwardedFor_OverIpv6_IsBelievedOfATrustedNetwork(string trusted, string client)
    {
        await using var host = await EdgeHost.StartAsync(loopback: "[::1]", settings: ("Proxies:Trusted", trusted));

        var seen = await host.GetAsync(headers: ("X-Forwarded-For", "203.0.113.9"));

        Assert.Equal((client, host.Address.Authority), (seen.Address, seen.Host));
    }
}
