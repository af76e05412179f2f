using System.Reflection;

namespace Rooms.Engine.Conformance.Rules;

/// <summary>
/// What Orleans wants of grain and observer interfaces, and the house's own rules for them. Answers one sentence a fault.
/// </summary>
public static class InterfaceRules
{
    private static readonly Type[] Interleaving =
        [typeof(ReadOnlyAttribute), typeof(AlwaysInterleaveAttribute), typeof(OneWayAttribute), typeof(ResponseTimeoutAttribute)];

    public static bool IsCalled(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type);

    public static bool IsGrain(Type type) => type is { IsClass: true, IsAbstract: false } && typeof(IGrainBase).IsAssignableFrom(type);

    public static IEnumerable<string> FaultsOf(Type type)
    {
        if (!typeof(IGrainWithStringKey).IsAssignableFrom(type) && !typeof(IGrainObserver).IsAssignableFrom(type))
            yield return $"{type} is neither keyed by a string nor an observer.";
        if (!type.IsDefined(typeof(AliasAttribute), false)) yield return $"{type} has no [Alias].";
        if (type.GetProperties().Length > 0 || type.GetEvents().Length > 0)
            yield return $"{type} has properties or events: only methods can be called.";
        var methods = type.GetMethods().Where(method => method is { IsSpecialName: false, IsStatic: false }).ToList();
        foreach (var fault in methods.SelectMany(FaultsOf)) yield return fault;
        foreach (var twice in methods.GroupBy(AliasOf).Where(group => group.Key is not null && group.Count() > 1))
            yield return $"{type}: [Alias(\"{twice.Key}\")] belongs to {string.Join(" and ", twice.Select(method => method.Name))}.";
    }

    /// <summary>On the class these attributes do nothing, silently.</summary>
    public static IEnumerable<string> FaultsOfGrain(Type grain) =>
        from method in grain.GetMethods()
        from attribute in Interleaving
        where method.IsDefined(attribute, false)
        select $"{grain}.{method.Name}: [{attribute.Name}] belongs on the interface's method.";

    private static IEnumerable<string> FaultsOf(MethodInfo method)
    {
        var name = $"{method.DeclaringType}.{method.Name}";
        if (AliasOf(method) is null) yield return $"{name} has no [Alias].";
        if (method.IsGenericMethod) yield return $"{name} is generic.";
        if (!IsLegalReturn(method)) yield return $"{name} returns {method.ReturnType.Name}.";
        var parameters = method.GetParameters();
        if (parameters.Any(p => p.ParameterType.IsByRef)) yield return $"{name} has a parameter by reference.";
        if (parameters.SkipLast(1).Any(p => p.ParameterType == typeof(CancellationToken)))
            yield return $"{name}: the cancellation token is not the last parameter.";
        var types = parameters.Select(p => p.ParameterType).Append(method.ReturnType).SelectMany(Parts);
        foreach (var type in types.Where(CannotTravel).Distinct())
            yield return $"{name}: {type} has no [GenerateSerializer].";
    }

    private static bool IsLegalReturn(MethodInfo method)
    {
        var type = method.ReturnType;
        var isBare = type == typeof(Task) || type == typeof(ValueTask);
        if (method.IsDefined(typeof(OneWayAttribute))) return isBare || type == typeof(void);
        return isBare
            || (type.IsGenericType && type.GetGenericTypeDefinition() is var form
                && (form == typeof(Task<>) || form == typeof(ValueTask<>)));
    }

    private static string? AliasOf(MethodInfo method) => method.GetCustomAttribute<AliasAttribute>()?.Alias;

    /// <summary>A type and what it is made of: <c>Task&lt;Outcome&lt;RoomView[]&gt;&gt;</c> has three parts of ours.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType) return Parts(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition()) : [type];
    }

    private static bool CannotTravel(Type type) =>
        type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true && !type.IsEnum
            && !typeof(IAddressable).IsAssignableFrom(type)
        && !type.IsDefined(typeof(GenerateSerializerAttribute), false);
}
