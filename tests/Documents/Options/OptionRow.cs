using System.Reflection;
using Rooms.Configuration;

namespace Rooms.Documents.Options;

/// <summary>One key of the configuration as the reference shows it.</summary>
internal sealed record OptionRow(string Key, string Default, string Wanted, string Reason, bool IsReloaded, bool IsSecret)
{
    // A key under a map of named things.
    private const string AnyName = "NAME";

    public string Section => Key.Contains(':') ? Key[..Key.IndexOf(':')] : "";

    public static IReadOnlyList<OptionRow> All() =>
    [
        .. OptionTypeList.All
            .SelectMany(type => Of(type, OptionTypeList.SectionOf(type), IsReloadable(type)))
            .OrderBy(row => row.Section, StringComparer.Ordinal),
    ];

    private static IEnumerable<OptionRow> Of(Type type, string section, bool isReloaded)
    {
        var defaults = Activator.CreateInstance(type, nonPublic: true)!;
        foreach (var property in type.GetProperties())
        {
            if (property.PropertyType is { IsGenericType: true } map && map.GetGenericTypeDefinition() == typeof(Dictionary<,>))
                foreach (var row in Of(map.GetGenericArguments()[1], MapKey(section, property.Name), isReloaded)) yield return row;
            else if (property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal))
                foreach (var row in Of(property.PropertyType, $"{section}:{property.Name}", isReloaded)) yield return row;
            else if (property.CanWrite) yield return Of(property, section, defaults, isReloaded);
        }
    }

    private static OptionRow Of(PropertyInfo property, string section, object defaults, bool isReloaded)
    {
        var key = section.Length == 0 ? property.Name : $"{section}:{property.Name}";
        var isSecret = property.IsDefined(typeof(SecretValueAttribute));
        return new(key, Text(property.GetValue(defaults)), OptionValues.Wanted(property), XmlDocumentation.SummaryOf(property), isReloaded, isSecret);
    }

    // A map that is named like its section is the section: Apps:NAME, not Apps:Apps:NAME.
    private static string MapKey(string section, string name) => section == name ? $"{section}:{AnyName}" : $"{section}:{name}:{AnyName}";

    private static bool IsReloadable(Type type) => type.IsDefined(typeof(ReloadableAttribute));

    private static string Text(object? value) => value switch
    {
        null or "" or Array { Length: 0 } => "",
        bool flag => flag ? "true" : "false",
        // As configuration writes it: 24 hours are not one day and midnight.
        TimeSpan time => $"{(int)time.TotalHours:00}:{time:mm\\:ss}",
        Array list => string.Join(", ", list.Cast<object>()),
        _ => value.ToString()!,
    };
}
