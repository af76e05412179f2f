using System.Reflection;
using System.Runtime.CompilerServices;

namespace Rooms.Engine.Conformance.Rules;

/// <summary>Contracts and Grains keep the rules, so that what is clean here builds and arrives on Orleans too.</summary>
public sealed class ProductTests
{
    private static readonly Type[] Contracts = TypesOf(typeof(Contracts.Caller).Assembly);
    private static readonly Type[] All = [.. Contracts, .. TypesOf(Assembly.Load("Rooms.Grains"))];

    [Fact]
    public void Messages_KeepTheRules() => Assert.Empty(Contracts.Where(MessageRules.IsMessage).SelectMany(MessageRules.FaultsOf));

    [Fact]
    public void StoredStates_KeepTheRulesOfMessages() =>
        Assert.Empty(All.Except(Contracts).Where(MessageRules.IsMessage).SelectMany(MessageRules.FaultsOf));

    [Fact]
    public void Aliases_AreUnique() => Assert.Empty(MessageRules.SharedAliases(All));

    [Fact]
    public void Interfaces_KeepTheRules() => Assert.Empty(All.Where(InterfaceRules.IsCalled).SelectMany(InterfaceRules.FaultsOf));

    [Fact]
    public void GrainClasses_KeepTheRules() => Assert.Empty(All.Where(InterfaceRules.IsGrain).SelectMany(InterfaceRules.FaultsOfGrain));

    [Fact]
    public void Contracts_AreSeenByTheRules()
    {
        Assert.Contains(Contracts, MessageRules.IsMessage);
        Assert.Contains(Contracts, InterfaceRules.IsCalled);
    }

    // Orleans' generator adds types of its own.
    private static Type[] TypesOf(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && type.Namespace?.StartsWith("Rooms",
            StringComparison.Ordinal) == true)];
}
