using Rooms.Documents.Options;
using Rooms.Documents.Packages;

namespace Rooms.Documents;

/// <summary>Every document that `./rooms fix` renews and `./rooms check` compares.</summary>
internal static class GeneratedDocuments
{
    public static IEnumerable<Document> All(string root)
    {
        var packages = RestoredPackages.Read(Path.Combine(root, "src", "Host", "obj", "Embedded", "project.assets.json"));
        yield return new Document("sbom.cdx.json", BillOfMaterials.Write(packages));
        yield return new Document("docs/configuration.md", ConfigurationPage.Write(OptionRow.All()));
        yield return new Document("THIRD-PARTY-NOTICES.txt", Notices.Write(packages, root));
    }

    public static IEnumerable<Document> OutOfDate(string root) => All(root).Where(document => !document.IsUpToDate(root));
}
