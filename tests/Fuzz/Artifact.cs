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
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "seeds", target), "*.hex").Order(StringComparer.Ordinal).Select(Load)];

    private static byte[] Load(string path)
    {
        var digits = File.ReadLines(path).SelectMany(line => line.Split('#')[0]).Where(character => !char.IsWhiteSpace(character));
        return Convert.FromHexString(string.Concat(digits));
    }
}
