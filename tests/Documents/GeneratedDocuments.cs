using Rooms.Documents.Options;

namespace Rooms.Documents;

/// <summary>Every document that `./rooms fix` renews and `./rooms check` compares.</summary>
internal static class GeneratedDocuments
{
    public static IEnumerable<Document> All(string root)
    {
        yield return new Document("docs/configuration.md", ConfigurationPage.Write(OptionRow.All()));
    }

    public static IEnumerable<Document> OutOfDate(string root) => All(root).Where(document => !document.IsUpToDate(root));
}
