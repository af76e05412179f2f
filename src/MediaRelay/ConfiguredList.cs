using Microsoft.Extensions.Configuration;

namespace Rooms.MediaRelay;

/// <summary>A list in the configuration: entries of their own (<c>Key:0</c>, <c>Key:1</c>) or one text with commas, as on a command line.</summary>
internal static class ConfiguredList
{
    public static string[] Read(IConfiguration configuration, string key)
    {
        var section = configuration.GetSection(key);
        var written = (section.Value ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        return [.. written, .. section.GetChildren().Select(child => child.Value ?? "").Where(value => value.Length > 0)];
    }
}
