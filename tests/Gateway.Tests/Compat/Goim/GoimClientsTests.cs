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
    public void Remove_OneOfAUsersTwo_LeavesTheOther()
    {
        var (one, other) = (new FakeGoimClient("a", 7), new FakeGoimClient(null, 7));
        clients.Add(one);
        clients.Add(other);

        clients.Remove(one);
        clients.Remove(one);

        Assert.Same(other, Assert.Single(clients.Of(7)));
        Assert.Null(clients.Find("a"));
    }
}
