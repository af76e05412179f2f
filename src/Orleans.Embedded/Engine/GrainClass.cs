using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Core;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>What a grain class says about its activations, and how one is made.</summary>
internal sealed class GrainClass
{
    private const string Suffix = "Grain";
    private readonly ConstructorInvoker constructor;
    private readonly ParameterInfo[] parameters;

    public GrainClass(Type type)
    {
        var constructors = type.GetConstructors();
        if (constructors.Length != 1) throw new InvalidOperationException($"{type} needs exactly one public constructor.");
        constructor = ConstructorInvoker.Create(constructors[0]);
        parameters = constructors[0].GetParameters();
        Type = type;
        TypeName = NameOf(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers;
        AgeLimit = AgeLimitOf(type);
    }

    public Type Type { get; }

    public string TypeName { get; }

    public bool IsReentrant { get; }

    /// <summary>Null: not a stateless worker.</summary>
    public int? MaxWorkers { get; }

    /// <summary>Null: the configured one. Infinite: never collected.</summary>
    public TimeSpan? AgeLimit { get; }

    /// <summary>In a turn of the activation. The states are empty until they are read.</summary>
    public object Create(Activation activation, List<IStorage> states)
    {
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = ArgumentFor(parameters[i], activation, states);
        return constructor.Invoke(arguments.AsSpan());
    }

    private static string NameOf(Type type)
    {
        var name = type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name[..^Suffix.Length] : type.Name;
        return name.ToLowerInvariant();
    }

    private static TimeSpan? AgeLimitOf(Type type)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute))) return Timeout.InfiniteTimeSpan;
        return type.GetCustomAttribute<CollectionAgeLimitAttribute>() is not { } limit ? null
            : limit.AlwaysActive ? Timeout.InfiniteTimeSpan : limit.AgeLimit;
    }

    private static object? ArgumentFor(ParameterInfo parameter, Activation activation, List<IStorage> states)
    {
        var services = activation.Engine.Services;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } stored)
        {
            var type = typeof(PersistentState<>).MakeGenericType(parameter.ParameterType.GetGenericArguments());
            var state = (IStorage)Activator.CreateInstance(type, activation, stored)!;
            states.Add(state);
            return state;
        }
        if (parameter.ParameterType == typeof(IGrainContext)) return activation;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return services.GetRequiredKeyedService(parameter.ParameterType, keyed.Key);
        return parameter.HasDefaultValue
            ? services.GetService(parameter.ParameterType) ?? parameter.DefaultValue : services.GetRequiredService(parameter.ParameterType);
    }
}
