using System.Text.Json;
using System.Xml.Linq;

namespace Rooms.Documents.Packages;

/// <summary>Reads the packages that the restore chose for a project out of its <c>project.assets.json</c> and the packages' own descriptions.</summary>
internal static class RestoredPackages
{
    private static readonly string[] NoticeNames = ["NOTICE", "NOTICE.txt", "THIRD-PARTY-NOTICES.TXT", "THIRD-PARTY-NOTICES.txt", "ThirdPartyNotices.txt"];

    public static RestoredPackage[] Read(string assetsFile)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(assetsFile));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToArray();
        var libraries = assets.RootElement.GetProperty("libraries");
        // One target framework, no runtime identifier: one target.
        var target = assets.RootElement.GetProperty("targets").EnumerateObject().First().Value;
        return
        [
            .. target.EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() == "package")
                .Select(library => Read(library, libraries.GetProperty(library.Name), folders))
                .OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static RestoredPackage Read(JsonProperty restored, JsonElement library, string[] folders)
    {
        var (id, version) = restored.Name.Split('/') is [var first, var second] ? (first, second) : throw new InvalidDataException(restored.Name);
        var folder = folders.Select(root => Path.Combine(root, library.GetProperty("path").GetString()!)).First(Directory.Exists);
        var description = XDocument.Load(Path.Combine(folder, $"{id.ToLowerInvariant()}.nuspec")).Root!.Elements().First(element => element.Name.LocalName == "metadata");
        return new RestoredPackage(
            id, version, library.GetProperty("sha512").GetString()!, restored.Value.TryGetProperty("runtime", out _), DependenciesOf(restored.Value),
            LicenceOf(id, description), Text(description, "copyright"), Text(description, "authors"), Text(description, "description"), AddressOf(description))
        {
            OwnNotices = [.. NoticeNames.Select(name => Path.Combine(folder, name)).Where(File.Exists).Select(File.ReadAllText)],
        };
    }

    private static string[] DependenciesOf(JsonElement restored) =>
        restored.TryGetProperty("dependencies", out var dependencies) ? [.. dependencies.EnumerateObject().Select(dependency => dependency.Name)] : [];

    /// <summary>An SPDX expression. A package that only brings a file of its own must be read by a person first.</summary>
    private static string LicenceOf(string id, XElement description)
    {
        var licence = description.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        if (licence?.Attribute("type")?.Value == "expression") return licence.Value.Trim();
        throw new InvalidDataException($"{id} names no SPDX licence: read its licence, then say here which one it is");
    }

    private static string AddressOf(XElement description) =>
        Text(description, "projectUrl") is { Length: > 0 } address
            ? address
            : description.Elements().FirstOrDefault(element => element.Name.LocalName == "repository")?.Attribute("url")?.Value ?? "";

    // Descriptions are wrapped by hand.
    private static string Text(XElement description, string name) =>
        string.Join(' ', (description.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
