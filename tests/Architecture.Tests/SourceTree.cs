using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Rooms.Architecture.Tests;

/// <summary>The checkout that this test was compiled from.</summary>
internal static partial class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> CSharpFiles(string folder)
    {
        var path = Path.Combine(Root, folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories).Where(file => !BuildOutput().IsMatch(file))
            : [];
    }

    /// <summary>Files under <paramref name="folder"/> that name <paramref name="forbidden"/>, relative to the root.</summary>
    public static string[] FilesNaming(string folder, Regex forbidden) =>
        [.. CSharpFiles(folder).Where(file => forbidden.IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Root, file)).Order()];

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Rooms.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("Rooms.sln was not found above " + here);
    }

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]")]
    private static partial Regex BuildOutput();
}
