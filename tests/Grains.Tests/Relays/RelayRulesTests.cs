using System.Collections.Immutable;
using Rooms.Contracts;
using Rooms.Contracts.Relays;
using Rooms.Grains.Relays;

namespace Rooms.Grains.Tests.Relays;

public sealed class RelayRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RelayWish Any = new("client", null, null, null, null);

    [Fact]
    public void Pick_NoNode_IsUnavailable() => Assert.Equal(ErrorCodes.NodeUnavailable, Pick([], Any).Code);

    [Fact]
    public void Pick_IspDoesNotFit_IsRefusedButANodeForAllServes()
    {
        var telecom = Node("a", isps: ["telecom"]);
        var all = Node("b");

        Assert.Equal(ErrorCodes.NodeUnavailable, Pick([telecom], Any with { Isp = "mobile" }).Code);
        Assert.Equal("b", Pick([telecom, all], Any with { Isp = "mobile" }).Value!.Node.Id);
    }

    [Fact]
    public void Pick_Region_IsPreferredNotRequired()
    {
        var north = Node("n", viewers: 90, regions: ["north"]);
        var south = Node("s", viewers: 10, regions: ["south"]);

        Assert.Equal("n", Pick([north, south], Any with { Region = "north" }).Value!.Node.Id);
        Assert.Equal("s", Pick([north, south], Any with { Region = "west" }).Value!.Node.Id);
    }

    [Theory]
    [InlineData(RelayStrategy.LeastUsed, "empty")]
    [InlineData(RelayStrategy.MostUsed, "full")]
    [InlineData(RelayStrategy.LastUsed, "half")]
    [InlineData(RelayStrategy.RoundRobin, "full")]
    public void Pick_ByStrategy_TakesItsNode(RelayStrategy strategy, string expected)
    {
        RelayEntry[] nodes = [Node("empty", 0, lastPick: 2), Node("half", 50, lastPick: 3), Node("full", 99, lastPick: 1)];

        Assert.Equal(expected, RelayRules.Pick(nodes, Any, strategy, Now, 0).Value!.Node.Id);
    }

    [Theory]
    [InlineData(RelayStrategy.Random)]
    [InlineData(RelayStrategy.Weighted)]
    public void Pick_ByChance_ReachesEveryNode(RelayStrategy strategy)
    {
        RelayEntry[] nodes = [Node("a", 0), Node("b", 50), Node("c", 90)];

        var picked = Enumerable.Range(0, 100).Select(i => RelayRules.Pick(nodes, Any, strategy, Now, i / 100.0).Value!.Node.Id).ToHashSet();

        Assert.Equal(["a", "b", "c"], picked.Order());
    }

    [Fact]
    public void Pick_EveryNodeSaturated_IsUnavailable()
    {
        var full = Node("a", viewers: 100);

        Assert.Equal(ErrorCodes.NodeUnavailable, Pick([full], Any).Code);
        Assert.Equal("a", Pick([full with { Node = full.Node with { MaxViewers = 0 } }], Any).Value!.Node.Id);
    }

    [Fact]
    public void Pick_LostAndDrainingNodes_AreLeftOut()
    {
        var silent = Node("a") with { SeenAt = Now - RelayRules.LostAfter };
        var draining = Node("b") with { IsDraining = true };
        var gone = Node("c") with { IsConnected = false };
        var stopping = Node("d") with { Load = new RelayLoad(0, 0, 0, 0, 0, IsDraining: true) };

        Assert.Equal(ErrorCodes.NodeUnavailable, Pick([silent, draining, gone, stopping], Any).Code);
        Assert.Equal(RelayNodeState.Draining, RelayRules.StateOf(stopping, Now));
        Assert.Equal(RelayNodeState.Lost, RelayRules.StateOf(silent, Now));
        Assert.Equal(RelayNodeState.Draining, RelayRules.StateOf(draining, Now));
    }

    [Fact]
    public void Pick_NamedNode_IsThatOneOrNone()
    {
        Assert.Equal("b", Pick([Node("a"), Node("b", 99)], Any with { Node = "b" }).Value!.Node.Id);
        Assert.Equal(ErrorCodes.NodeUnavailable, Pick([Node("a")], Any with { Node = "b" }).Code);
    }

    [Fact]
    public void Held_Choice_IsForgottenAfterAMinute()
    {
        var held = new HeldChoices();
        held.Hold("client", "a", Now);

        Assert.Equal("a", held.Find("client", Now.AddSeconds(59)));
        Assert.Null(held.Find("client", Now.AddSeconds(60)));
    }

    private static Outcome<RelayEntry> Pick(RelayEntry[] nodes, RelayWish wish) => RelayRules.Pick(nodes, wish, RelayStrategy.LeastUsed, Now, 0);

    private static RelayEntry Node(string id, int viewers = 0, ImmutableArray<string>? isps = null, ImmutableArray<string>? regions = null, long lastPick = 0) => new(
        new RelayNode(id, "session", null, 1935, 0, isps ?? [], regions ?? [], MaxViewers: 100),
        new RelayLoad(0, 0, viewers, 0, 0),
        Now,
        IsConnected: true,
        IsDraining: false,
        lastPick);
}
