using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Rooms.Gateway.Auth;

/// <summary>The P-256 keys of a JWK set (RFC 7517) by key id; keys of other kinds are left out.</summary>
internal sealed class JwkSet
{
    public static readonly JwkSet Empty = new([]);

    // RFC 7518 section 6.2.1.2: a P-256 coordinate is 32 bytes.
    private const int CoordinateBytes = 32;

    private readonly Dictionary<string, ECParameters> keys;

    private JwkSet(Dictionary<string, ECParameters> keys) => this.keys = keys;

    public static bool LooksInline(string text) => text.TrimStart().StartsWith('{');

    public static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    /// <summary>Null: not a JWK set.</summary>
    public static JwkSet? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var document = JsonSerializer.Deserialize(json, JwtJson.Default.Document);
            if (document?.Keys is null) return null;
            var keys = new Dictionary<string, ECParameters>(StringComparer.Ordinal);
            foreach (var key in document.Keys)
                if (Read(key) is { } parameters) keys[key?.Kid ?? ""] = parameters;
            return new JwkSet(keys);
        }
        catch (JsonException)
        {
            // Another's bytes: not a key set.
            return null;
        }
    }

    public bool TryFind(string kid, out ECParameters key) => keys.TryGetValue(kid, out key);

    private static ECParameters? Read(Key? key)
    {
        if (key is not { Kty: "EC", Crv: "P-256", Use: null or "sig", X: { } x, Y: { } y }) return null;
        if (!Base64Url.IsValid(x, out var xBytes) || !Base64Url.IsValid(y, out var yBytes) || xBytes != CoordinateBytes || yBytes != CoordinateBytes) return null;
        var parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(x), Y = Base64Url.DecodeFromChars(y) },
        };
        return IsOnCurve(parameters) ? parameters : null;
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

    internal sealed record Document(Key?[]? Keys);

    internal sealed record Key(string? Kty, string? Crv, string? Kid, string? Use, string? X, string? Y);
}
