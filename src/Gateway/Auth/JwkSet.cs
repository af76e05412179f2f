using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Rooms.Gateway.Auth;

/// <summary>The P-256 and RSA keys of a JWK set (RFC 7517) by key id; keys of other kinds are left out.</summary>
internal sealed class JwkSet
{
    public static readonly JwkSet Empty = new();

    // RFC 7518 section 6.2.1.2: a P-256 coordinate is 32 bytes.
    private const int CoordinateBytes = 32;

    // RFC 7518 section 3.3: 2048 bits at least; beyond 8192 one check costs milliseconds.
    private const int MinModulusBytes = 256;
    private const int MaxModulusBytes = 1024;

    // 65537 takes three; nobody uses more than four.
    private const int MaxExponentBytes = 4;

    private readonly Dictionary<string, ECParameters> curveKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RSAParameters> rsaKeys = new(StringComparer.Ordinal);

    private JwkSet()
    {
    }

    public static bool LooksInline(string text) => text.TrimStart().StartsWith('{');

    public static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    /// <summary>Null: not a JWK set.</summary>
    public static JwkSet? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            if (JsonSerializer.Deserialize(json, JwtJson.Default.Document)?.Keys is not { } keys) return null;
            var set = new JwkSet();
            foreach (var key in keys) set.Add(key);
            return set;
        }
        catch (JsonException)
        {
            // Another's bytes: not a key set.
            return null;
        }
    }

    public bool TryFind(string kid, out ECParameters key) => curveKeys.TryGetValue(kid, out key);

    public bool TryFindRsa(string kid, out RSAParameters key) => rsaKeys.TryGetValue(kid, out key);

    /// <summary>An app's tokens could be checked with it.</summary>
    public bool HasEs256Key => curveKeys.Count > 0;

    /// <summary>A key of either kind.</summary>
    public bool Has(string kid) => curveKeys.ContainsKey(kid) || rsaKeys.ContainsKey(kid);

    private void Add(Key? key)
    {
        if (key is not { Use: null or "sig" }) return;
        if (ReadCurve(key) is { } curve) curveKeys[key.Kid ?? ""] = curve;
        if (ReadRsa(key) is { } rsa) rsaKeys[key.Kid ?? ""] = rsa;
    }

    private static ECParameters? ReadCurve(Key key)
    {
        if (key is not { Kty: "EC", Crv: "P-256", X: { } x, Y: { } y }) return null;
        if (!Base64Url.IsValid(x, out var xBytes) || !Base64Url.IsValid(y, out var yBytes) || xBytes != CoordinateBytes || yBytes != CoordinateBytes) return null;
        var parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(x), Y = Base64Url.DecodeFromChars(y) },
        };
        return IsOnCurve(parameters) ? parameters : null;
    }

    private static RSAParameters? ReadRsa(Key key)
    {
        if (key is not { Kty: "RSA", N: { } n, E: { } e } || !Base64Url.IsValid(n, out var modulusBytes) || !Base64Url.IsValid(e, out var exponentBytes)) return null;
        if (modulusBytes is < MinModulusBytes or > MaxModulusBytes || exponentBytes is 0 or > MaxExponentBytes) return null;
        var parameters = new RSAParameters { Modulus = Base64Url.DecodeFromChars(n), Exponent = Base64Url.DecodeFromChars(e) };
        return IsUsable(parameters) ? parameters : null;
    }

    private static bool IsOnCurve(ECParameters parameters)
    {
        try
        {
            using var ecdsa = ECDsa.Create(parameters);
            return true;
        }
        catch (CryptographicException)
        {
            // What the platform throws for a point off the curve.
            return false;
        }
    }

    private static bool IsUsable(RSAParameters parameters)
    {
        try
        {
            using var rsa = RSA.Create(parameters);
            return true;
        }
        catch (CryptographicException)
        {
            // What the platform throws for numbers that are no key.
            return false;
        }
    }

    internal sealed record Document(Key?[]? Keys);

    internal sealed record Key(string? Kty, string? Crv, string? Kid, string? Use, string? X, string? Y, string? N, string? E);
}
