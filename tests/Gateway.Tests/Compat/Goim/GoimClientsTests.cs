using Rooms.Gateway.Compat.Goim;

namespace Rooms.Gateway.Tests.Compat.Goim;

public sealed class GoimClientsTests
{
    private readonly GoimClients clients = new();

    [Fact]
    public void Add_SameKey_ReplacesTheFirstAndKeepsTheSecond()
    {
        var (first, second) = (new FakeGoimClient("k", 1), new FakeGoimClient("k", 2));

        clients.Add(first);
        clients.Add(second);
        clients.Remove(first);

        Assert.True(first.IsReplaced);
        Assert.False(second.IsReplaced);
        Assert.Same(second, clients.Find("k"));
        Assert.Empty(clients.Of(1));
    }

    [Fact]
    public void Counts_ConnectionsAndAddresses_EndWithTheLast()
    {
        var (one, other) = (new FakeGoimClient("a", 7), new FakeGoimClient(null, 7));
        clients.Add(one);
        clients.Add(other);

        Assert.Equal((2, 1, 2), (clients.Count, clients.AddressCount, clients.Of(7).Count()));
        clients.Remove(one);
        clients.Remove(one);
        clients.Remove(other);

        Assert.Equal((0, 0, 0), (clients.Count, clients.AddressCount, clients.Of(7).Count()));
    }

    [Fact]
    public void Rooms_EnteredAndLeft_CountWhoIsThere()
    {
        clients.Enter("live://1");
        clients.Enter("live://1");
        clients.Leave("live://1");

        Assert.Equal(1, clients.CountIn("live://1"));
        clients.Leave("live://1");

        Assert.Empty(clients.Rooms);
    }
}
