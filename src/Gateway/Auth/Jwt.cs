using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rooms.Gateway.Auth;

/// <summary>A JSON Web Token of ours or of an app, taken apart but not yet believed.</summary>
internal sealed class Jwt
{
    public const string Hs256 = "HS256";
    public const string Es256 = "ES256";

    /// <summary>8 kB: what common proxies let through in one header.</summary>
    public const int MaxLength = 8 * 1024;

    private readonly Jws jws;

    private Jwt(Jws jws, JwtClaims claims) => (this.jws, Claims) = (jws, claims);

    public JwtHeader Header => jws.Header;

    public JwtClaims Claims { get; }

    public static bool TryRead(string text, [NotNullWhen(true)] out Jwt? token)
    {
        token = null;
        if (!Jws.TryRead(text, MaxLength, out var jws)) return false;
        try
        {
            if (JsonSerializer.Deserialize(jws.Payload, JwtJson.Default.JwtClaims) is not { } claims) return false;
            token = new Jwt(jws, claims);
            return true;
        }
        catch (JsonException)
        {
            // A stranger's bytes: not a token.
            return false;
        }
    }

    public static string Sign(JwtHeader header, JwtClaims claims, string secret)
    {
        var signed = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(header, JwtJson.Default.JwtHeader))}."
            + Encode(JsonSerializer.SerializeToUtf8Bytes(claims, JwtJson.Default.JwtClaims));
        return $"{signed}.{Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    public bool IsSignedWith(string secret) => jws.IsSignedWith(secret);

    public bool IsSignedWith(ECParameters key) => jws.IsSignedWith(key);

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
