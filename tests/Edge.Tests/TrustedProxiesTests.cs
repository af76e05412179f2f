using System.Net;
using Microsoft.Extensions.Options;

namespace Rooms.Edge.Tests;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.0.0.1", true)]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.1", true)]
    [InlineData("::ffff:10.0.0.0/104", "11.0.0.1", false)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("fd00::/8", "fd12::1", true)]
    [InlineData("fd00::/8", "2001:db8::1", false)]
    [InlineData("::1", "::1", true)]
    [InlineData("::1", "127.0.0.1", false)]
    public void Contain_Address_FollowsTheNetworks(string trusted, string address, bool expected)
    {
        var proxies = new TrustedProxies(Options.Create(new ProxiesOptions { Trusted = ["198.51.100.0/24", trusted] }));

        Assert.Equal(expected, proxies.Contain(IPAddress.Parse(address)));
    }

    [Fact]
    public void Contain_NothingConfigured_TrustsNobody()
    {
        var proxies = new TrustedProxies(Options.Create(new ProxiesOptions()));

        Assert.False(proxies.Contain(IPAddress.Loopback));
        Assert.False(proxies.Contain(null));
    }

    [Fact]
    public async Task Start_NoNetworkAndNoListener_NamesBothKeys()
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => EdgeHost.StartAsync(settings: [("Proxies:Trusted", "10.0.0.0/99"), ("Proxies:Protocol", "http,smtp")]));

        Assert.Contains("Proxies:Trusted = '10.0.0.0/99': wanted addresses or networks", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains("Proxies:Protocol = 'http,smtp': wanted some of http, rtmp, goim", fault.ToString(), StringComparison.Ordinal);
    }
}
