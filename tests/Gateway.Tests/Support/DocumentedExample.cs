namespace Rooms.Gateway.Tests.Support;

/// <summary>Code as a page of docs/ has it.</summary>
internal static class DocumentedExample
{
    /// <summary>The only block of that language in the page.</summary>
    public static string Read(string page, string language)
    {
        var text = File.ReadAllText(Path.Combine(FindDocs(), page));
        var blocks = text.Split($"```{language}\n");
        Assert.Equal(2, blocks.Length);
        return blocks[1][..blocks[1].IndexOf("```", StringComparison.Ordinal)];
    }

    private static string FindDocs()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rooms.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "docs");
    }
}
