using System.Net;
using Rooms.MediaRelay.Endpoints.Rtmp;
using Rooms.Testing;

namespace Rooms.MediaRelay.Tests.Endpoints.Rtmp;

public class AddressTableTests
{
    private static readonly IPAddress One = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Two = IPAddress.Parse("192.0.2.2");

    [Fact]
    public void TryEnter_OverHalfOpen_RefusesThatAddressAlone()
    {
        var table = Make(halfOpen: 2, connections: 0);

        Assert.True(table.TryEnter(One));
        Assert.True(table.TryEnter(One));
        Assert.False(table.TryEnter(One));
        Assert.True(table.TryEnter(Two));
    }

    [Fact]
    public void Establish_MakesRoomForAnotherHalfOpen()
    {
        var table = Make(halfOpen: 1, connections: 0);
        table.TryEnter(One);

        table.Establish(One);

        Assert.True(table.TryEnter(One));
    }

    [Fact]
    public void TryEnter_OverConnections_Refuses()
    {
        var table = Make(halfOpen: 64, connections: 1);
        table.TryEnter(One);
        table.Establish(One);

        Assert.False(table.TryEnter(One));
        table.Exit(One, wasHalfOpen: false);
        Assert.True(table.TryEnter(One));
    }

    [Fact]
    public void Exit_LastConnection_ForgetsTheAddress()
    {
        var table = Make(halfOpen: 64, connections: 0);
        table.TryEnter(One);
        table.TryEnter(One);

        table.Exit(One, wasHalfOpen: true);
        table.Exit(One, wasHalfOpen: true);

        Assert.Equal(0, table.Count);
    }

    // Every machine of a subscriber picks its own of 2^64 addresses.
    [Fact]
    public void TryEnter_Ipv6OfOneSubscriber_CountsTogether()
    {
        var table = Make(halfOpen: 1, connections: 0);

        Assert.True(table.TryEnter(IPAddress.Parse("2001:db8:0:1::1")));
        Assert.False(table.TryEnter(IPAddress.Parse("2001:db8:0:1:ffff::2")));
        Assert.True(table.TryEnter(IPAddress.Parse("2001:db8:0:2::1")));
        table.Exit(IPAddress.Parse("2001:db8:0:1::1"), wasHalfOpen: true);
        Assert.True(table.TryEnter(IPAddress.Parse("2001:db8:0:1::3")));
    }

    private static AddressTable Make(int halfOpen, int connections) =>
        new(new FixedOptions<RtmpLimitOptions>(new RtmpLimitOptions { HalfOpenPerAddress = halfOpen, ConnectionsPerAddress = connections }));
}
