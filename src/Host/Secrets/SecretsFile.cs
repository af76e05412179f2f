using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rooms.Host.Secrets;

/// <summary>
/// <c>secrets.json</c> in the data directory, mode 0600: secrets that nobody configured are made once and kept, so that URLs and tokens
/// stay valid over a restart. What is configured elsewhere wins and is not written.
/// </summary>
internal sealed class SecretsFile(string path)
{
    // 256 bits: the block that HMAC-SHA256 is built for.
    private const int SecretBytes = 32;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The value of every key: those of the file, and new ones for <paramref name="missing"/> keys that it lacks.</summary>
    public IReadOnlyDictionary<string, string?> ReadOrMake(IEnumerable<string> missing)
    {
        var secrets = Read();
        var made = false;
        foreach (var key in missing)
            made |= secrets.TryAdd(key, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));
        if (made) Write(secrets);
        return secrets;
    }

    private SortedDictionary<string, string?> Read()
    {
        if (!File.Exists(path)) return [];
        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<string, string?>>(File.ReadAllText(path)) ?? [];
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path} is no JSON object of strings ({fault.Message}). Mend it, or remove it to have new secrets made: old URLs and tokens then end.", fault);
        }
    }

    // Written beside and renamed: a crash leaves the old file or the new one.
    private void Write(SortedDictionary<string, string?> secrets)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var json = new JsonObject(secrets.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        var beside = path + ".new";
        File.Delete(beside);
        using (var file = new FileStream(beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            JsonSerializer.Serialize(file, json, JsonSerializerOptions.Web);
            file.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    }
}
