namespace Rooms.Configuration;

/// <summary>A list in a file, one item a line; empty lines and those that begin with # are none. A key that ends in File is watched for changes.</summary>
public static class ListFile
{
    // Some 50,000 words.
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Null: the file can be read. Else what is wanted.</summary>
    public static string? Fault(string path) => TryRead(path).Wanted;

    /// <summary>Empty where the file cannot be read, which <see cref="Fault"/> tells.</summary>
    public static IReadOnlyList<string> Read(string path) => TryRead(path).Lines;

    private static (IReadOnlyList<string> Lines, string? Wanted) TryRead(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            if (reader.BaseStream.Length > MaxBytes) return ([], $"a file of at most {MaxBytes} bytes");
            return ([.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')], null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return ([], $"a file that can be read ({e.Message})");
        }
    }
}
