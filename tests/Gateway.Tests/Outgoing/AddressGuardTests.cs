using System.Net;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Outgoing;

namespace Rooms.Gateway.Tests.Outgoing;

public class AddressGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.200.1.9")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:a9fe:a9fe")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:c0a8:101::1")]
    [InlineData("2001:0:4136:e378::1")]
    [InlineData("2001:db8::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Allows_AddressThatIsNotPublic_IsFalse(string address) => Assert.False(Guard().Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("192.167.255.255")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2002:808:808::1")]
    [InlineData("2606:4700:4700::1111")]
    public void Allows_PublicAddress_IsTrue(string address) => Assert.True(Guard().Allows(IPAddress.Parse(address)));

    [Fact]
    public void Allows_ListedNetwork_IsTrue_AndItsNeighbourIsNot()
    {
        var guard = Guard("10.1.2.0/24", "::1", "::ffff:192.168.0.0/112");

        Assert.True(guard.Allows(IPAddress.Parse("10.1.2.3")));
        Assert.True(guard.Allows(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.True(guard.Allows(IPAddress.IPv6Loopback));
        Assert.True(guard.Allows(IPAddress.Parse("192.168.3.4")));
        Assert.False(guard.Allows(IPAddress.Parse("10.1.3.3")));
        Assert.False(guard.Allows(IPAddress.Loopback));
    }

    private static AddressGuard Guard(params string[] networks) => new(Options.Create(new OutgoingOptions { AllowedNetworks = networks }));
}
