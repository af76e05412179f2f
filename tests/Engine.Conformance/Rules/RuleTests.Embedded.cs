namespace Rooms.Engine.Conformance.Rules;

/// <summary>The rules find the planted faults, and nothing else.</summary>
public sealed class RuleTests
{
    [Fact]
    public void MessageRules_FaultyMessage_FindEveryFault()
    {
        var faults = MessageRules.FaultsOf(typeof(Faulty.OpenMessage)).ToList();

        Assert.Equal(6, faults.Count);
        Assert.Contains(faults, fault => fault.Contains("not sealed", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("no [Alias]", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("Third has no [Id]", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("First and Second", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("Second is a List`1", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("First can be set", StringComparison.Ordinal));
    }

    [Fact]
    public void MessageRules_SoundMessage_FindNothing() => Assert.Empty(MessageRules.FaultsOf(typeof(Faulty.One)));

    [Fact]
    public void MessageRules_AliasUsedTwice_FindIt() => Assert.Single(MessageRules.SharedAliases([typeof(Faulty.One), typeof(Faulty.Two)]));

    [Fact]
    public void InterfaceRules_FaultyInterface_FindEveryFault()
    {
        var faults = InterfaceRules.FaultsOf(typeof(Faulty.ICalled)).ToList();

        Assert.Equal(8, faults.Count);
        Assert.Contains(faults, fault => fault.Contains("keyed by a string", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("ICalled has no [Alias]", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("properties", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("not the last parameter", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("Bare has no [GenerateSerializer]", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("Third has no [Alias]", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("Third returns String", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("FirstAsync and SecondAsync", StringComparison.Ordinal));
    }

    [Fact]
    public void InterfaceRules_AttributeOnTheClass_FindIt() => Assert.Single(InterfaceRules.FaultsOfGrain(typeof(Faulty.FaultyGrain)));
}
