using Microsoft.Extensions.Configuration;

namespace Rooms.Configuration;

/// <summary>A secret out of a file: <c>Admin:SecretFile</c> in place of <c>Admin:Secret</c>, as container platforms mount them.</summary>
public static class SecretFile
{
    /// <summary>Behind the key of any secret.</summary>
    public const string Suffix = "File";

    // A secret is a line, a key set some kilobytes.
    private const int MaxBytes = 64 * 1024;

    /// <summary>Null: no file is named, or a fault was added.</summary>
    public static string? Read(IConfiguration configuration, string key, List<string> faults)
    {
        if (configuration[key + Suffix] is not { Length: > 0 } path) return null;
        var (secret, wanted) = configuration[key] is { Length: > 0 } ? (null, $"this or {key}, not both") : Read(path);
        if (wanted is not null) faults.Add($"{key}{Suffix} = '{path}': wanted {wanted}");
        return secret;
    }

    private static (string? Secret, string? Wanted) Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            if (reader.BaseStream.Length > MaxBytes) return (null, $"a file of at most {MaxBytes} bytes");
            var secret = reader.ReadToEnd().Trim();
            return secret.Length > 0 ? (secret, null) : (null, "a file with the secret in it; this one is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (null, $"a file that can be read ({e.Message})");
        }
    }
}
