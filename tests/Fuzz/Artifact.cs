namespace Rooms.Fuzz;

/// <summary>Inputs as text: hexadecimal digits, blanks between them, comments from # to the end of the line.</summary>
internal static class Artifact
{
    public const string Folder = "artifacts/fuzz";

    /// <summary>Writes the input of a finding and returns its path. Copied to seeds/, it becomes a regression test.</summary>
    public static string Save(string name, byte[] input)
    {
        Directory.CreateDirectory(Folder);
        var path = Path.Combine(Folder, $"{name}-{DateTime.UtcNow:yyyyMMdd-HHmmss}.hex");
        File.WriteAllText(path, Convert.ToHexString(input) + "\n");
        return path;
    }

    public static byte[][] LoadSeeds(string target) =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "seeds", target), "*.hex").Order(StringComparer.Ordinal).Select(path => Parse(File.ReadAllLines(path)))];

    private static byte[] Parse(IEnumerable<string> lines) =>
        Convert.FromHexString(string.Concat(lines.Select(line => line.Split('#')[0]).SelectMany(line => line.Where(character => !char.IsWhiteSpace(character)))));
}
