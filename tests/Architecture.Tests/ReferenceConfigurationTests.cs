using System.Text.Json;
using Rooms.Documents.Options;

namespace Rooms.Architecture.Tests;

/// <summary>src/Host/appsettings.json is the complete reference of the configuration, with the defaults that the option types have.</summary>
public class ReferenceConfigurationTests
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    // Lists and maps whose default is empty are shown by example in a comment.
    private static readonly string[] ShownByExample = ["Apps:Apps"];

    public static TheoryData<string, string, string?> Keys()
    {
        var keys = new TheoryData<string, string, string?>();
        foreach (var type in OptionTypeList.All)
        {
            var section = (string)type.GetField("Section")!.GetValue(null)!;
            var defaults = Activator.CreateInstance(type, nonPublic: true);
            foreach (var property in type.GetProperties().Where(property => property.CanWrite || property.PropertyType.IsGenericType))
                if (!ShownByExample.Contains($"{section}:{property.Name}")) keys.Add(section, property.Name, Text(property.GetValue(defaults)));
        }
        return keys;
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Reference_EveryOption_StandsThereWithItsDefault(string section, string key, string? expected)
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(ReferencePath), WithComments);

        var found = reference.RootElement;
        foreach (var part in section.Split(':', StringSplitOptions.RemoveEmptyEntries).Append(key))
            Assert.True(found.TryGetProperty(part, out found), $"{section}:{key} is not in appsettings.json");

        Assert.Equal(expected ?? "", found.ToString(), ignoreCase: true);
    }

    [Fact]
    public void Reference_EveryKey_BelongsToAnOption()
    {
        using var reference = JsonDocument.Parse(File.ReadAllText(ReferencePath), WithComments);
        var known = OptionTypeList.All.SelectMany(type => type.GetProperties().Select(property => $"{type.GetField("Section")!.GetValue(null)}:{property.Name}".TrimStart(':'))).ToHashSet();

        var unknown = reference.RootElement.EnumerateObject()
            .Where(section => section.Name is not ("Logging" or "urls"))
            .SelectMany(section => KeysOf(section.Name, section.Value))
            .Where(key => !known.Contains(key));

        Assert.Empty(unknown);
    }

    // Compat:Goim is a section with sections of its own.
    private static IEnumerable<string> KeysOf(string path, JsonElement value)
    {
        var isSection = OptionTypeList.All.Select(OptionTypeList.SectionOf).Any(section => section == path || section.StartsWith($"{path}:", StringComparison.Ordinal));
        return isSection ? value.EnumerateObject().SelectMany(key => KeysOf($"{path}:{key.Name}", key.Value)) : [path];
    }

    private static string ReferencePath => Path.Combine(SourceTree.Root, "src/Host/appsettings.json");

    private static string? Text(object? value) => value switch
    {
        Array { Length: 0 } => "[]",
        // As configuration writes it: 24 hours are not one day and midnight.
        TimeSpan time => $"{(int)time.TotalHours:00}:{time:mm\\:ss}",
        _ => value?.ToString(),
    };
}
