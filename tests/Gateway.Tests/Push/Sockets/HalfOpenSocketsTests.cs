using System.Net;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Tests.Push.Sockets;

public class HalfOpenSocketsTests
{
    private readonly HalfOpenSockets sockets = new(Microsoft.Extensions.Options.Options.Create(new PushOptions { HalfOpenPerAddress = 2 }));

    [Fact]
    public void Enter_OverTheAddressLimit_IsRefusedAndOthersAreNot()
    {
        var (one, other) = (IPAddress.Parse("203.0.113.7"), IPAddress.Parse("203.0.113.8"));

        HalfOpenOutcome[] outcomes = [sockets.TryEnter(one), sockets.TryEnter(one), sockets.TryEnter(one), sockets.TryEnter(other)];
        sockets.Leave(one);

        Assert.Equal([HalfOpenOutcome.Entered, HalfOpenOutcome.Entered, HalfOpenOutcome.AddressFull, HalfOpenOutcome.Entered], outcomes);
        Assert.Equal(HalfOpenOutcome.Entered, sockets.TryEnter(one));
        Assert.Equal(3, sockets.Count);
    }

    [Fact]
    public void Enter_OneSubscribersIpv6Addresses_CountAsOne()
    {
        sockets.TryEnter(IPAddress.Parse("2001:db8:1:2::1"));
        sockets.TryEnter(IPAddress.Parse("2001:db8:1:2::2"));

        Assert.Equal(HalfOpenOutcome.AddressFull, sockets.TryEnter(IPAddress.Parse("2001:db8:1:2:ffff::3")));
        Assert.Equal(HalfOpenOutcome.Entered, sockets.TryEnter(IPAddress.Parse("2001:db8:1:3::1")));
    }

    [Fact]
    public void Enter_MoreThanAreWatched_IsFullWhateverTheAddress()
    {
        for (var i = 0; i < 32 * 1024; i++) Assert.Equal(HalfOpenOutcome.Entered, sockets.TryEnter(new IPAddress([10, 0, (byte)(i >> 8), (byte)i])));

        Assert.Equal(HalfOpenOutcome.Full, sockets.TryEnter(IPAddress.Parse("203.0.113.7")));
    }
}
