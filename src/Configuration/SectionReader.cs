using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Rooms.Configuration;

/// <summary>
/// Fills an options object key by key and collects every fault as <c>key = 'value': wanted what would be right</c>. The framework's binder stops at
/// the first value that it cannot convert; an operator wants the whole list.
/// </summary>
public static class SectionReader
{
    /// <summary>An empty section is the root.</summary>
    public static void Read(IConfiguration configuration, string section, object options, List<string> faults)
    {
        foreach (var property in options.GetType().GetProperties())
            if (property.CanWrite) Read(configuration, section, options, property, faults);
        if (options is IValidatableObject rules) AddRefusals(configuration, section, rules, faults);
    }

    private static void Read(IConfiguration configuration, string section, object options, PropertyInfo property, List<string> faults)
    {
        var key = KeyOf(section, property.Name);
        var value = configuration.GetSection(key);
        var before = faults.Count;
        if (IsSecret(property) && Secret(configuration, key, faults) is { } secret) property.SetValue(options, secret);
        else if (value.Exists() && !TrySet(options, property, value)) faults.Add(Fault(key, property, value.Value, OptionValues.Wanted(property)));
        if (faults.Count == before && Refusal(options, property) is { } wanted) faults.Add(Fault(key, property, value.Value, wanted));
    }

    // Null: the key itself has it, or nothing does.
    private static string? Secret(IConfiguration configuration, string key, List<string> faults) =>
        SecretFile.Read(configuration, key, faults) ?? (string.IsNullOrEmpty(configuration[key]) ? configuration[KeptSecret.KeyOf(key)] : null);

    private static bool TrySet(object options, PropertyInfo property, IConfigurationSection section)
    {
        var value = OptionValues.Convert(property.PropertyType, section);
        if (value is null) return false;
        property.SetValue(options, value);
        return true;
    }

    private static string? Refusal(object options, PropertyInfo property)
    {
        var context = new ValidationContext(options) { MemberName = property.Name };
        foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
            if (rule.GetValidationResult(property.GetValue(options), context) is not null) return OptionValues.Wanted(property);
        return null;
    }

    private static void AddRefusals(IConfiguration configuration, string section, IValidatableObject options, List<string> faults)
    {
        foreach (var refusal in options.Validate(new ValidationContext(options)))
        {
            var name = refusal.MemberNames.First();
            var key = KeyOf(section, name);
            faults.Add(Fault(key, options.GetType().GetProperty(name)!, configuration[key], refusal.ErrorMessage!));
        }
    }

    private static string Fault(string key, PropertyInfo property, string? value, string wanted) =>
        $"{key} = '{(value is { Length: > 0 } && IsSecret(property) ? "(hidden)" : value)}': wanted {wanted}";

    private static bool IsSecret(PropertyInfo property) => property.IsDefined(typeof(SecretValueAttribute));

    private static string KeyOf(string section, string name) => section.Length == 0 ? name : $"{section}:{name}";
}
