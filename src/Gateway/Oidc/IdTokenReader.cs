using System.Text.Json;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Auth;

namespace Rooms.Gateway.Oidc;

/// <summary>Decides whether an ID token is to be believed (OpenID Connect Core section 3.1.3.7): signature first, then for whom, by whom, when and for which sign-in.</summary>
internal sealed class IdTokenReader(OidcProvider provider, IOptions<OidcOptions> options, TimeProvider time)
{
    public const int MaxLength = 32 * 1024;

    private const string Rs256 = "RS256";

    // The provider's clock may differ a little from ours.
    private const long SlackSeconds = 60;

    // Older than any sign-in that is still under way.
    private const long MaxAgeSeconds = 3600;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public async Task<IdTokenVerdict> ReadAsync(string text, string nonce, CancellationToken cancellation)
    {
        if (!Jws.TryRead(text, MaxLength, out var jws)) return IdTokenVerdict.Invalid("the ID token is no JSON Web Token");
        if (jws.Header.Crit is not null) return IdTokenVerdict.Invalid("the ID token asks for an extension that is not known (crit)");
        if (!await IsSignedAsync(jws, cancellation)) return IdTokenVerdict.Invalid("the ID token is not signed by a key of the provider");
        if (Parse(jws.Payload) is not { } claims) return IdTokenVerdict.Invalid("the ID token's claims are no JSON object");
        var refusal = RefuseParties(claims) ?? RefuseTimes(claims) ?? RefuseNonce(claims, nonce);
        return refusal is null ? IdTokenVerdict.Valid(claims) : IdTokenVerdict.Invalid(refusal);
    }

    /// <summary>Only by a key out of the provider's set: never none, and never HS256 with whatever is known of the client.</summary>
    private async Task<bool> IsSignedAsync(Jws jws, CancellationToken cancellation)
    {
        var kid = jws.Header.Kid ?? "";
        var keys = await provider.KeysAsync(kid, cancellation);
        return jws.Header.Alg switch
        {
            Rs256 => keys.TryFindRsa(kid, out var rsa) && jws.IsSignedWith(rsa),
            Jwt.Es256 => keys.TryFind(kid, out var curve) && jws.IsSignedWith(curve),
            _ => false,
        };
    }

    private string? RefuseParties(JsonElement claims)
    {
        if (Text(claims, "iss") != options.Value.Authority) return "the ID token is of another issuer";
        if (!claims.TryGetProperty("aud", out var audience) || !IsForUs(audience)) return "the ID token is for another client";
        // With several audiences the authorised party must be said, and be us.
        var isForSeveral = audience.ValueKind == JsonValueKind.Array && audience.GetArrayLength() > 1;
        var party = Text(claims, "azp");
        return (isForSeveral || party is not null) && party != options.Value.ClientId ? "the ID token was issued to another party" : null;
    }

    private bool IsForUs(JsonElement audience) => audience.ValueKind switch
    {
        JsonValueKind.String => audience.GetString() == options.Value.ClientId,
        JsonValueKind.Array => audience.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.GetString() == options.Value.ClientId),
        _ => false,
    };

    private string? RefuseTimes(JsonElement claims)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (Seconds(claims, "exp") is not { } expiry) return "the ID token has no exp";
        if (expiry + SlackSeconds <= now) return "the ID token has expired";
        if (Seconds(claims, "iat") is not { } issued) return "the ID token has no iat";
        if (issued > now + SlackSeconds || issued < now - MaxAgeSeconds) return "the ID token was not issued just now";
        return Seconds(claims, "nbf") > now + SlackSeconds ? "the ID token is not valid yet (nbf)" : null;
    }

    private static string? RefuseNonce(JsonElement claims, string nonce) =>
        Secrets.Match(Text(claims, "nonce") ?? "", nonce) ? null : "the ID token belongs to another sign-in (nonce)";

    private static JsonElement? Parse(byte[] payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            // Signed, but nothing that we can read.
            return null;
        }
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Seconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && Math.Abs(seconds) < 1e15 ? (long)seconds : null;
}
