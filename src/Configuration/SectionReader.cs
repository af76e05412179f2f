using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Rooms.Configuration;

/// <summary>
/// Fills an options object key by key and collects every fault as <c>key = 'value': what would be right</c>. The framework's binder stops at the
/// first value that it cannot convert; an operator wants the whole list.
/// </summary>
public static class SectionReader
{
    /// <summary>An empty section is the root.</summary>
    public static void Read(IConfiguration configuration, string section, object options, List<string> faults)
    {
        foreach (var property in options.GetType().GetProperties())
        {
            if (!property.CanWrite) continue;
            var key = section.Length == 0 ? property.Name : $"{section}:{property.Name}";
            var value = configuration.GetSection(key);
            if (value.Exists() && !TrySet(options, property, value)) faults.Add($"{key} = '{Shown(property, value.Value)}': wanted {Wanted(property)}");
            else if (Refusal(options, property) is { } wanted) faults.Add($"{key} = '{Shown(property, value.Value)}': wanted {wanted}");
        }
    }

    private static bool TrySet(object options, PropertyInfo property, IConfigurationSection section)
    {
        var value = Convert(property.PropertyType, section);
        if (value is null) return false;
        property.SetValue(options, value);
        return true;
    }

    /// <summary>Null: the text is not of that type.</summary>
    private static object? Convert(Type type, IConfigurationSection section)
    {
        var text = section.Value?.Trim();
        if (type == typeof(string[])) return List(section, text);
        if (text is null) return null;
        if (type == typeof(string)) return text;
        if (type == typeof(bool)) return bool.TryParse(text, out var flag) ? flag : null;
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (type == typeof(TimeSpan)) return Durations.TryParse(text, out var duration) ? duration : null;
        throw new NotSupportedException($"options of type {type} are not read");
    }

    /// <summary><c>--Key a,b</c> on the command line, an array in a file.</summary>
    private static string[] List(IConfigurationSection section, string? text)
    {
        if (text is not null) return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. section.GetChildren().Select(child => child.Value?.Trim() ?? "").Where(item => item.Length > 0)];
    }

    private static string? Refusal(object options, PropertyInfo property)
    {
        var context = new ValidationContext(options) { MemberName = property.Name };
        foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
            if (rule.GetValidationResult(property.GetValue(options), context) is { ErrorMessage: var wanted }) return wanted;
        return null;
    }

    private static string Wanted(PropertyInfo property) =>
        property.GetCustomAttribute<ValidationAttribute>()?.ErrorMessage ?? property.PropertyType.Name switch
        {
            nameof(Boolean) => "true or false",
            nameof(Int32) => "a whole number",
            nameof(TimeSpan) => "a duration as hours:minutes:seconds",
            _ => "a value",
        };

    private static string Shown(PropertyInfo property, string? value) =>
        value is null ? "" : property.IsDefined(typeof(SecretValueAttribute)) ? "(hidden)" : value;
}
