using System.Text.Json;
using Rooms.Documents;
using Rooms.Documents.Packages;

namespace Rooms.Architecture.Tests;

/// <summary>Documents that are made from the code say what the code says. `./rooms fix` renews them.</summary>
public class GeneratedDocumentTests
{
    [Fact]
    public void Tree_EveryGeneratedDocument_IsUpToDate()
    {
        var stale = GeneratedDocuments.OutOfDate(SourceTree.Root).Select(document => document.Path);

        Assert.Empty(stale);
    }

    [Fact]
    public void OutOfDate_FileDiffersOrIsMissing_IsNamed()
    {
        var folder = Directory.CreateTempSubdirectory("rooms-documents-").FullName;
        File.WriteAllText(Path.Combine(folder, "old.md"), "yesterday");

        var differs = new Document("old.md", "today").IsUpToDate(folder);
        var missing = new Document("new.md", "today").IsUpToDate(folder);
        Directory.Delete(folder, recursive: true);

        Assert.False(differs);
        Assert.False(missing);
    }

    [Fact]
    public void Bill_EveryShippedAssembly_IsListed()
    {
        using var bill = JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "sbom.cdx.json")));
        var listed = bill.RootElement.GetProperty("components").EnumerateArray()
            .Where(component => component.TryGetProperty("purl", out _))
            .Select(component => component.GetProperty("name").GetString())
            .ToHashSet();

        using var shipped = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rooms.Host.deps.json")));
        var packages = shipped.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name.Split('/')[0])
            .ToArray();

        Assert.NotEmpty(packages);
        Assert.Empty(packages.Except(listed));
    }

    [Fact]
    public void Notices_PackageOfUnknownLicence_AsksForItsText()
    {
        var package = new RestoredPackage("Some.Package", "1.0.0", "", IsShipped: true, [], "Some-Licence-1.0", "", "", "", "");

        var fault = Assert.Throws<InvalidDataException>(() => Notices.Write([package], SourceTree.Root));

        Assert.Contains("Some-Licence-1.0", fault.Message, StringComparison.Ordinal);
    }
}
