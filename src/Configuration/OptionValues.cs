using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Rooms.Configuration;

/// <summary>The types that options have: how their text is read, and what a wrong one should have been.</summary>
public static class OptionValues
{
    /// <summary>What is right for the property, as a fault and the reference say it.</summary>
    public static string Wanted(PropertyInfo property)
    {
        var rule = property.GetCustomAttributes<ValidationAttribute>().FirstOrDefault();
        if (rule?.ErrorMessage is { } written) return written;
        return rule is RangeAttribute range ? $"{Describe(property.PropertyType)} from {range.Minimum} to {range.Maximum}" : Describe(property.PropertyType);
    }

    /// <summary>Null: the text is not of that type.</summary>
    internal static object? Convert(Type type, IConfigurationSection section)
    {
        var text = section.Value?.Trim();
        if (type == typeof(string[])) return List(section, text);
        return text is null ? null : Convert(Nullable.GetUnderlyingType(type) ?? type, text);
    }

    private static object? Convert(Type type, string text)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (type == typeof(string)) return text;
        if (type == typeof(bool)) return bool.TryParse(text, out var flag) ? flag : null;
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var number) ? number : null;
        if (type == typeof(long)) return long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var large) ? large : null;
        if (type == typeof(double)) return double.TryParse(text, NumberStyles.Float, invariant, out var real) && double.IsFinite(real) ? real : null;
        if (type == typeof(TimeSpan)) return Durations.TryParse(text, out var duration) ? duration : null;
        // Not a number that happens to belong to a name.
        if (type.IsEnum) return Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse(type, text, ignoreCase: true) : null;
        throw new NotSupportedException($"options of type {type} are not read");
    }

    /// <summary><c>--Key a,b</c> on the command line, an array in a file.</summary>
    private static string[] List(IConfigurationSection section, string? text)
    {
        // An empty list of a file is an empty text, and says nothing against items that come from elsewhere.
        if (!string.IsNullOrEmpty(text)) return text.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. section.GetChildren().Select(child => child.Value?.Trim() ?? "").Where(item => item.Length > 0)];
    }

    private static string Describe(Type type)
    {
        if (type == typeof(bool)) return "true or false";
        if (type == typeof(int) || type == typeof(long)) return "a whole number";
        if (type == typeof(double)) return "a number";
        if (type == typeof(TimeSpan)) return "a duration as hours:minutes:seconds";
        if (type == typeof(string[])) return "a list";
        return type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" : "a value";
    }
}
