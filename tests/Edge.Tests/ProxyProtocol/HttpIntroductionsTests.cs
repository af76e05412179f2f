using System.Text;
using Rooms.Edge.ProxyProtocol;
using Rooms.Testing;

namespace Rooms.Edge.Tests.ProxyProtocol;

/// <summary>PROXY headers before HTTP, of a trusted proxy and of strangers.</summary>
public sealed class HttpIntroductionsTests
{
    private const string Proxy = "127.0.0.1";
    private const string Stranger = "127.0.0.2";
    private const string Line = "PROXY TCP4 203.0.113.9 198.51.100.22 35646 8080\r\n";
    private const string Signature = "0D0A0D0A000D0A515549540A";

    [Theory]
    [InlineData(Line, "203.0.113.9")]
    [InlineData("PROXY TCP6 2001:db8::9 ::1 443 8080\r\n", "2001:db8::9")]
    [InlineData("PROXY UNKNOWN\r\n", Proxy)]
    public async Task Text_OfATrustedProxy_NamesTheClient(string line, string client)
    {
        await using var host = await StartAsync();
        using var connection = await host.DialAsync(Proxy);

        await connection.SendAsync(line + RawClient.Request);
        var seen = await connection.ReadAsync();
        await connection.SendAsync(RawClient.Request);
        var again = await connection.ReadAsync();

        Assert.Equal((client, client), (seen.Address, again.Address));
    }

    [Theory]
    [InlineData("2111000CCB00711901020304D4311F90", "203.0.113.25")]
    [InlineData("21110013CB00711901020304D4311F90EA000401020304", "203.0.113.25")]
    [InlineData("21210024" + "20010DB8000000000000000000000009" + "00000000000000000000000000000001" + "01BB1F90", "2001:db8::9")]
    [InlineData("20000000", Proxy)]
    public async Task Binary_OfATrustedProxy_NamesTheClient(string hex, string client)
    {
        await using var host = await StartAsync();
        using var connection = await host.DialAsync(Proxy);

        await connection.SendAsync([.. Convert.FromHexString(Signature + hex), .. Encoding.ASCII.GetBytes(RawClient.Request)]);

        Assert.Equal(client, (await connection.ReadAsync()).Address);
    }

    [Fact]
    public async Task Text_ByteByByte_NamesTheClient()
    {
        await using var host = await StartAsync();
        using var connection = await host.DialAsync(Proxy);

        foreach (var one in Line + RawClient.Request) await connection.SendAsync([(byte)one]);

        Assert.Equal("203.0.113.9", (await connection.ReadAsync()).Address);
    }

    [Fact]
    public async Task Request_OfAStranger_IsServedAsItsOwn()
    {
        await using var host = await StartAsync();
        using var connection = await host.DialAsync(Stranger);

        // Letters in which a signature begins, too.
        await connection.SendAsync("P");
        await connection.SendAsync("ROPFIND / HTTP/1.1\r\nHost: shop.example\r\n\r\n");

        Assert.Equal(Stranger, (await connection.ReadAsync()).Address);
        Assert.Empty(host.Refused);
    }

    [Theory]
    [InlineData(Line)]
    [InlineData("\r\n\r\n\0\r\nQUIT\n")]
    public async Task Header_OfAStranger_IsClosed(string header)
    {
        await using var host = await StartAsync();
        using var connection = await host.DialAsync(Stranger);

        await connection.SendAsync(header + RawClient.Request);

        Assert.Equal("", await connection.ReadToEndAsync());
        Assert.Equal([IntroductionFault.Refused], host.Refused);
    }

    [Fact]
    public async Task Connection_OfATrustedProxyWithoutHeader_IsClosed()
    {
        await using var host = await StartAsync();
        using var connection = await host.DialAsync(Proxy);

        await connection.SendAsync(RawClient.Request);

        Assert.Equal("", await connection.ReadToEndAsync());
        Assert.Equal([IntroductionFault.Missing], host.Refused);
    }

    [Theory]
    [InlineData("PROXY TCP4 203.0.113.9 198.51.100.22 35646 80800\r\n")]
    [InlineData("PROXY TCP9 203.0.113.9 198.51.100.22 35646 8080\r\n")]
    public async Task Header_AgainstTheStandard_IsClosed(string header) => await AssertInvalidAsync(Encoding.ASCII.GetBytes(header + RawClient.Request));

    // Over 107 bytes without an end: not waited for.
    [Fact]
    public async Task Header_LineWithoutEnd_IsClosed() => await AssertInvalidAsync(Encoding.ASCII.GetBytes("PROXY UNKNOWN ".PadRight(200, 'x')));

    [Theory]
    [InlineData("2111000BCB00711901020304D4311F")] // shorter than its addresses
    [InlineData("2141000CCB00711901020304D4311F90")] // unknown family
    [InlineData("21110010CB00711901020304D4311F90EAFFFF01")] // a value that reaches over the end
    [InlineData("2111FFFF")] // 64 KB of values announced
    public async Task Header_BinaryAgainstTheStandard_IsClosed(string hex) => await AssertInvalidAsync(Convert.FromHexString(Signature + hex));

    [Fact]
    public async Task Header_SlowLoris_IsClosedInTime()
    {
        var clock = new FakeTimeProvider();
        await using var host = await StartAsync(clock);
        using var connection = await host.DialAsync(Proxy);
        await connection.SendAsync("PROXY TCP4 203");

        // The server's clock may be armed at any moment from now on.
        var closed = connection.ReadToEndAsync();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!closed.IsCompleted && await pause.WaitForNextTickAsync()) clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("", await closed);
        Assert.Equal([IntroductionFault.Late], host.Refused);
    }

    // Browsers open connections ahead of their requests.
    [Fact]
    public async Task Stranger_SaysNothingForLong_IsServedLater()
    {
        var clock = new FakeTimeProvider();
        await using var host = await StartAsync(clock);
        using var connection = await host.DialAsync(Stranger);
        await connection.SendAsync("P");
        clock.Advance(TimeSpan.FromSeconds(10));

        await connection.SendAsync("ROPFIND / HTTP/1.1\r\nHost: shop.example\r\n\r\n");

        Assert.Equal(Stranger, (await connection.ReadAsync()).Address);
    }

    [Fact]
    public async Task Header_ProtocolIsOff_IsNoRequest()
    {
        await using var host = await EdgeHost.StartAsync(settings: ("Proxies:Trusted", Proxy));
        using var connection = await host.DialAsync(Proxy);

        await connection.SendAsync(Line + RawClient.Request);

        Assert.StartsWith("HTTP/1.1 400", await connection.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_OverIpv6_NamesTheClient()
    {
        await using var host = await EdgeHost.StartAsync(loopback: "[::1]", settings: [("Proxies:Trusted", "::1"), ("Proxies:Protocol", "http")]);
        using var connection = await host.DialAsync();

        await connection.SendAsync("PROXY TCP6 2001:db8::9 ::1 443 8080\r\n" + RawClient.Request);

        Assert.Equal("2001:db8::9", (await connection.ReadAsync()).Address);
    }

    private static Task<EdgeHost> StartAsync(TimeProvider? time = null) =>
        EdgeHost.StartAsync(time, settings: [("Proxies:Trusted", Proxy), ("Proxies:Protocol", "rtmp,http")]);

    private static async Task AssertInvalidAsync(byte[] bytes)
    {
        await using var host = await StartAsync();
        using var connection = await host.DialAsync(Proxy);

        await connection.SendAsync(bytes);

        Assert.Equal("", await connection.ReadToEndAsync());
        Assert.Equal([IntroductionFault.Invalid], host.Refused);
    }
}
