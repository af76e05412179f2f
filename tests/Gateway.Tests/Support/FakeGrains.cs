using System.Collections.Concurrent;
using System.Reflection;
using Rooms.Contracts.Registry;

namespace Rooms.Gateway.Tests.Support;

/// <summary>A grain factory whose grains are plain objects. A proxy: the two engines' factories differ in members that no test needs.</summary>
public class FakeGrains : DispatchProxy
{
    private readonly ConcurrentDictionary<Type, object> grains = new();

    public static (IGrainFactory Factory, FakeGrains Grains) Create()
    {
        var factory = Create<IGrainFactory, FakeGrains>();
        var grains = (FakeGrains)(object)factory;
        // Every gateway asks for it at its start.
        grains.Add<IAppRegistryGrain>(new EmptyRegistry());
        return (factory, grains);
    }

    /// <summary>Every key of <typeparamref name="TGrain"/> leads to this object.</summary>
    public void Add<TGrain>(TGrain grain)
        where TGrain : class => grains[typeof(TGrain)] = grain;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var type = targetMethod!.GetGenericArguments()[0];
        return targetMethod.Name switch
        {
            "GetGrain" => grains.TryGetValue(type, out var grain) ? grain : throw new InvalidOperationException($"no fake of {type.Name}"),
            "CreateObjectReference" => args![0],
            _ => null,
        };
    }
}
