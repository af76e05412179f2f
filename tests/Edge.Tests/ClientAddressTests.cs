using System.Net;

namespace Rooms.Edge.Tests;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("fe80::1%3", "fe80::")]
    [InlineData("::1", "::")]
    public void Subscriber_Address_IsIpv4WholeAndIpv6By64(string address, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), ClientAddress.Subscriber(IPAddress.Parse(address)));
}
