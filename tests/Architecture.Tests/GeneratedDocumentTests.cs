using Rooms.Documents;

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
}
