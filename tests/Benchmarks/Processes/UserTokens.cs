using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rooms.Benchmarks.Processes;

/// <summary>
/// Tokens of an app's users, signed here with the app's own secret (rooms-v1 section 1): a server that has just made 15,000 of them has memory to spare, and
/// what a connection costs would not show.
/// </summary>
internal sealed class UserTokens(string app, string secret)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly byte[] key = Encoding.UTF8.GetBytes(secret);
    private readonly string header = Encode(new { alg = "HS256", typ = "JWT" });

    public string Make(string user, params string[] roles)
    {
        var claims = Encode(new { app, sub = user, roles, exp = (DateTimeOffset.UtcNow + Lifetime).ToUnixTimeSeconds() });
        var signed = $"{header}.{claims}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
