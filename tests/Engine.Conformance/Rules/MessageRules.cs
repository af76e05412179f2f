using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Rooms.Engine.Conformance.Rules;

/// <summary>
/// What Orleans' generator and analyzers want of messages, and what its copying does to those that lack it. Answers one sentence a fault.
/// </summary>
public static class MessageRules
{
    private const BindingFlags OwnMembers =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static bool IsMessage(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), false) && !type.IsEnum;

    public static IEnumerable<string> FaultsOf(Type type)
    {
        var members = MembersOf(type).ToList();
        if (type is { IsClass: true, IsSealed: false }) yield return $"{type} is not sealed: what arrives would depend on who sent it.";
        if (!type.IsDefined(typeof(AliasAttribute), false))
            yield return $"{type} has no [Alias]: renaming it would break stored and travelling messages.";
        foreach (var member in members.Where(member => IdOf(member) is null))
            yield return $"{type}.{NameOf(member)} has no [Id]: it arrives as its default.";
        foreach (var twice in members.GroupBy(IdOf).Where(group => group.Key is not null && group.Count() > 1))
            yield return $"{type}: [Id({twice.Key})] belongs to {string.Join(" and ", twice.Select(NameOf))}.";
        foreach (var member in members.Where(member => IsGrowable(member.FieldType)))
            yield return $"{type}.{NameOf(member)} is a {member.FieldType.Name}, which can change after it was sent.";
        if (!type.IsDefined(typeof(ImmutableAttribute), false)) yield break;
        foreach (var member in members.Where(IsSettable)) yield return $"{type}.{NameOf(member)} can be set, and the type is [Immutable].";
    }

    /// <summary>Aliases are names in one common space.</summary>
    public static IEnumerable<string> SharedAliases(IEnumerable<Type> types) =>
        from type in types
        from alias in type.GetCustomAttributes<AliasAttribute>(false)
        group type by alias.Alias into named
        where named.Count() > 1
        select $"[Alias(\"{named.Key}\")] belongs to {string.Join(" and ", named)}.";

    /// <summary>Where the data is: every field, the hidden ones of properties too.</summary>
    private static IEnumerable<FieldInfo> MembersOf(Type type)
    {
        for (var t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
            foreach (var field in t.GetFields(OwnMembers)) yield return field;
    }

    private static PropertyInfo? PropertyOf(FieldInfo field) =>
        field.IsDefined(typeof(CompilerGeneratedAttribute)) && field.Name.StartsWith('<')
        ? field.DeclaringType!.GetProperty(NameOf(field), OwnMembers)
        : null;

    private static string NameOf(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    private static uint? IdOf(FieldInfo field) =>
        (field.GetCustomAttribute<IdAttribute>() ?? PropertyOf(field)?.GetCustomAttribute<IdAttribute>())?.Id;

    private static bool IsGrowable(Type type) =>
        typeof(IList).IsAssignableFrom(type) && !type.IsArray && type.IsClass && type.Namespace == typeof(List<>).Namespace
        || (typeof(IEnumerable).IsAssignableFrom(type) && type.Namespace == typeof(List<>).Namespace && !type.IsInterface);

    private static bool IsSettable(FieldInfo field)
    {
        if (PropertyOf(field) is not { } property) return !field.IsInitOnly;
        return property.SetMethod is { } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
    }
}
