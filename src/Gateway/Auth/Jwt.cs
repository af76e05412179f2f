using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rooms.Gateway.Auth;

/// <summary>
/// A JSON Web Token in compact form, taken apart but not yet believed: <c>base64url(header).base64url(claims).base64url(signature)</c>
/// (RFC 7515 section 7.1).
/// </summary>
internal sealed class Jwt
{
    public const string Hs256 = "HS256";
    public const string Es256 = "ES256";

    /// <summary>8 kB: what common proxies let through in one header.</summary>
    public const int MaxLength = 8 * 1024;

    private Jwt(JwtHeader header, JwtClaims claims, byte[] signed, byte[] signature)
    {
        Header = header;
        Claims = claims;
        Signed = signed;
        Signature = signature;
    }

    public JwtHeader Header { get; }

    public JwtClaims Claims { get; }

    /// <summary>The bytes that the signature is over.</summary>
    public byte[] Signed { get; }

    public byte[] Signature { get; }

    public static bool TryRead(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Jwt? token)
    {
        token = null;
        if (text.Length > MaxLength || !Ascii.IsValid(text)) return false;
        var parts = text.Split('.');
        if (parts.Length != 3 || !TryDecode(parts[0], out var header) || !TryDecode(parts[1], out var claims) || !TryDecode(parts[2], out var signature)) return false;
        try
        {
            var parsedHeader = JsonSerializer.Deserialize(header, JwtJson.Default.JwtHeader);
            var parsedClaims = JsonSerializer.Deserialize(claims, JwtJson.Default.JwtClaims);
            if (parsedHeader is null || parsedClaims is null) return false;
            token = new Jwt(parsedHeader, parsedClaims, Encoding.ASCII.GetBytes(text, 0, parts[0].Length + 1 + parts[1].Length), signature);
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

    public bool IsSignedWith(string secret)
    {
        if (secret.Length == 0) return false;
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Signed, mac);
        return CryptographicOperations.FixedTimeEquals(mac, Signature);
    }

    /// <summary>RFC 7518 section 3.4: R and S side by side, 64 bytes.</summary>
    public bool IsSignedWith(ECParameters key)
    {
        using var ecdsa = ECDsa.Create(key);
        return ecdsa.VerifyData(Signed, Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (!Base64Url.IsValid(text)) return false;
        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }
}
