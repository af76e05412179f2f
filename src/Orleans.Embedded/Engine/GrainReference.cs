using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Base of the proxies that implement grain and observer interfaces. Two references to one grain are equal.</summary>
internal class GrainReference : DispatchProxy, IAddressable
{
    private ICallTarget? lastTarget;

    public GrainEngine Engine { get; private set; } = null!;

    public GrainId GrainId { get; private set; }

    /// <summary>Where the last call went; saves looking it up. It may have ended since.</summary>
    public ICallTarget? LastTarget
    {
        get => Volatile.Read(ref lastTarget);
        set => Volatile.Write(ref lastTarget, value);
    }

    public static T Create<T>(GrainEngine engine, GrainId id)
    {
        var proxy = (object)Create<T, GrainReference>()!;
        ((GrainReference)proxy).Engine = engine;
        ((GrainReference)proxy).GrainId = id;
        return (T)proxy;
    }

    public override bool Equals(object? obj) => obj is GrainReference other && other.GrainId == GrainId;

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"GrainReference:{GrainId}";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => GrainMethod.Of(targetMethod!).Send(this, args ?? []);
}
