using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rooms.Gateway.Auth;

/// <summary>Signed bytes in compact form, taken apart but not yet believed: <c>base64url(header).base64url(payload).base64url(signature)</c> (RFC 7515 section 7.1).</summary>
internal sealed class Jws
{
    private readonly byte[] signed;
    private readonly byte[] signature;

    private Jws(JwtHeader header, byte[] payload, byte[] signed, byte[] signature) =>
        (Header, Payload, this.signed, this.signature) = (header, payload, signed, signature);

    public JwtHeader Header { get; }

    public byte[] Payload { get; }

    public static bool TryRead(string text, int maxLength, [NotNullWhen(true)] out Jws? jws)
    {
        jws = null;
        if (text.Length > maxLength || !Ascii.IsValid(text)) return false;
        var parts = text.Split('.');
        if (parts.Length != 3 || !TryDecode(parts[0], out var header) || !TryDecode(parts[1], out var payload) || !TryDecode(parts[2], out var signature)) return false;
        try
        {
            if (JsonSerializer.Deserialize(header, JwtJson.Default.JwtHeader) is not { } parsed) return false;
            jws = new Jws(parsed, payload, Encoding.ASCII.GetBytes(text, 0, parts[0].Length + 1 + parts[1].Length), signature);
            return true;
        }
        catch (JsonException)
        {
            // A stranger's bytes: not a token.
            return false;
        }
    }

    public bool IsSignedWith(string secret)
    {
        if (secret.Length == 0) return false;
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed, mac);
        return CryptographicOperations.FixedTimeEquals(mac, signature);
    }

    /// <summary>ES256, RFC 7518 section 3.4: R and S side by side, 64 bytes.</summary>
    public bool IsSignedWith(ECParameters key)
    {
        using var ecdsa = ECDsa.Create(key);
        return ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>RS256, RFC 7518 section 3.3: PKCS #1 v1.5.</summary>
    public bool IsSignedWith(RSAParameters key)
    {
        using var rsa = RSA.Create(key);
        return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (!Base64Url.IsValid(text)) return false;
        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }
}
