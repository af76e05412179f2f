using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>
/// Copies a message as a serializer would: of our types only the members with an <see cref="IdAttribute"/> arrive, of the framework's
/// all fields.
/// A type of ours without <see cref="GenerateSerializerAttribute"/> cannot travel. Slow; for the fault mode and the memory storage.
/// </summary>
internal static class MessageCopier
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();
    private static readonly MethodInfo CloneMethod =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!;

    public static object? Copy(object? value) => Copy(value, new Dictionary<object, object>(ReferenceEqualityComparer.Instance));

    private static object? Copy(object? value, Dictionary<object, object> done)
    {
        if (value is null || IsShared(value)) return value;
        if (done.TryGetValue(value, out var known)) return known;
        var type = value.GetType();
        if (value is Array array) return CopyArray(array, done);
        var isOurs = !IsOfFramework(type);
        if (isOurs && !type.IsDefined(typeof(GenerateSerializerAttribute), false))
            throw new NotSupportedException($"{type} travels in a call or a state but has no [GenerateSerializer].");
        var copy = isOurs ? Empty(type) : CloneMethod.Invoke(value, null)!;
        if (!type.IsValueType) done[value] = copy;
        foreach (var field in Fields.GetOrAdd(type, isOurs ? FieldsWithId : AllFields))
            field.SetValue(copy, Copy(field.GetValue(value), done));
        return copy;
    }

    private static Array CopyArray(Array array, Dictionary<object, object> done)
    {
        var copy = (Array)array.Clone();
        done[array] = copy;
        if (array.Rank > 1 || array.GetType().GetElementType()!.IsPrimitive) return copy;
        for (var i = 0; i < copy.Length; i++) copy.SetValue(Copy(array.GetValue(i), done), i);
        return copy;
    }

    /// <summary>Values without parts that could change, and things that stand for themselves.</summary>
    private static bool IsShared(object value) => value
        is string or decimal or DateTime or DateTimeOffset or TimeSpan or Guid or Uri or Version or GrainId or CancellationToken
        or IAddressable or Type or Delegate or Exception or IComparer or IEqualityComparer
        || value.GetType() is { IsPrimitive: true } or { IsEnum: true }
        || value.GetType().GetInterfaces().Any(i => i.IsGenericType
            && (i.GetGenericTypeDefinition() == typeof(IEqualityComparer<>) || i.GetGenericTypeDefinition() == typeof(IComparer<>)));

    private static bool IsOfFramework(Type type) => type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true;

    private static object Empty(Type type) =>
        type.GetConstructor(Instance, Type.EmptyTypes) is { } constructor
        ? constructor.Invoke(null)
        : RuntimeHelpers.GetUninitializedObject(type);

    private static FieldInfo[] AllFields(Type type) => [.. FieldsUpTheLine(type)];

    private static FieldInfo[] FieldsWithId(Type type) =>
        [.. FieldsUpTheLine(type).Where(field => ((MemberInfo?)PropertyOf(field) ?? field).IsDefined(typeof(IdAttribute)))];

    private static IEnumerable<FieldInfo> FieldsUpTheLine(Type type)
    {
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
            foreach (var field in t.GetFields(Instance | BindingFlags.DeclaredOnly))
                yield return field;
    }

    // The compiler names the field of property Name "<Name>k__BackingField".
    private static PropertyInfo? PropertyOf(FieldInfo field) => field.Name.StartsWith('<')
        ? field.DeclaringType!.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)],
            Instance)
        : null;
}
