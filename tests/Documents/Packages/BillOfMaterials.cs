using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rooms.Documents.Packages;

/// <summary>
/// CycloneDX 1.6 (ECMA-424): what Rooms is made of. Without serial number and time, so that the same packages make the same bytes.
/// </summary>
internal static class BillOfMaterials
{
    private const string Root = "rooms";

    // An apostrophe in a description stays one.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(RestoredPackage[] packages)
    {
        var bill = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = Rooms() },
            ["components"] = new JsonArray([.. packages.Select(Component), .. SystemLibrary.All.Select(Component)]),
            ["dependencies"] = new JsonArray([RootDependencies(packages), .. packages.Select(package => Dependencies(package, packages))]),
        };
        return bill.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Rooms() => new()
    {
        ["type"] = "application",
        ["bom-ref"] = Root,
        ["name"] = "Rooms",
        ["version"] = typeof(BillOfMaterials).Assembly.GetName().Version!.ToString(3),
        ["licenses"] = Licence("Apache-2.0"),
    };

    private static JsonObject Component(RestoredPackage package) => new()
    {
        ["type"] = "library",
        ["bom-ref"] = package.Purl,
        ["authors"] = new JsonArray(new JsonObject { ["name"] = package.Authors }),
        ["name"] = package.Id,
        ["version"] = package.Version,
        ["description"] = package.Description,
        // A package without an assembly works while Rooms is built and is not part of it.
        ["scope"] = package.IsShipped ? "required" : "excluded",
        ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(package.Sha512)) }),
        ["licenses"] = Licence(package.Licence),
        ["copyright"] = package.Copyright,
        ["purl"] = package.Purl,
        ["externalReferences"] = Website(package.Address),
    };

    private static JsonObject Component(SystemLibrary library) => new()
    {
        ["type"] = "library",
        ["bom-ref"] = $"system:{library.Name}",
        ["name"] = library.Name,
        ["description"] = library.Remark,
        ["scope"] = library.IsRequired ? "required" : "optional",
        ["licenses"] = Licence(library.Licence),
        ["externalReferences"] = Website(library.Address),
    };

    private static JsonArray Licence(string id) => new(new JsonObject { ["license"] = new JsonObject { ["id"] = id } });

    private static JsonArray Website(string address) => new(new JsonObject { ["type"] = "website", ["url"] = address });

    private static JsonObject RootDependencies(RestoredPackage[] packages)
    {
        var inner = packages.SelectMany(package => package.Dependencies).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var direct = packages.Where(package => !inner.Contains(package.Id)).Select(package => package.Purl).Concat(SystemLibrary.All.Select(library => $"system:{library.Name}"));
        return DependsOn(Root, direct);
    }

    private static JsonObject Dependencies(RestoredPackage package, RestoredPackage[] packages) =>
        DependsOn(package.Purl, packages.Where(other => package.Dependencies.Contains(other.Id, StringComparer.OrdinalIgnoreCase)).Select(other => other.Purl));

    private static JsonObject DependsOn(string reference, IEnumerable<string> others) =>
        new() { ["ref"] = reference, ["dependsOn"] = new JsonArray([.. others.Select(other => (JsonNode)other)]) };
}
