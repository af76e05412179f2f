using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Rooms.Gateway.Tests.Auth;

/// <summary>Makes tokens by hand, also such as no issuer of ours makes.</summary>
internal static class Tokens
{
    public static string Hs256(string header, string claims, string secret)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string Es256(string header, string claims, ECDsa key)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public static string Rs256(string header, string claims, RSA key)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public static string Unsigned(string header, string claims) => $"{Encode(header)}.{Encode(claims)}.";

    /// <summary>The public half as a JWK set.</summary>
    public static string Jwks(ECDsa key, string kid)
    {
        var point = key.ExportParameters(false).Q;
        return $$"""{"keys": [{"kty": "EC", "crv": "P-256", "kid": "{{kid}}", "x": "{{Base64Url.EncodeToString(point.X)}}", "y": "{{Base64Url.EncodeToString(point.Y)}}"}]}""";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
