using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>Tokens that an app's owner, who has the app's own secret, can make by hand.</summary>
internal static class ForgedTokens
{
    /// <summary><paramref name="app"/> null: no such claim.</summary>
    public static string Make(string secret, string? app, string kid, string roles = "\"admin\"", string user = "mel")
    {
        var claim = app is null ? "" : $"\"app\": \"{app}\", ";
        return Sign($$"""{"alg": "HS256", "typ": "JWT", "kid": "{{kid}}"}""", $$"""{{{claim}}"sub": "{{user}}", "roles": [{{roles}}], "exp": 32503680000}""", secret);
    }

    private static string Sign(string header, string claims, string secret)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
