using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Registry;

namespace Rooms.Gateway.Auth;

/// <summary>Decides whether a bearer token is to be believed (rooms-v1 section 1): signature first, then what it says.</summary>
internal sealed class TokenReader(Apps apps, KeyReader keys, IOptions<AdminOptions> admin, TimeProvider time)
{
    // An issuer's clock may be a little ahead of ours.
    private const long NotBeforeSlackSeconds = 30;

    private static readonly string Unknown = RandomNumberGenerator.GetHexString(32);
    private static readonly ECParameters UnknownKey = MakeKey();

    public async ValueTask<TokenVerdict> ReadAsync(string text, CancellationToken cancellation)
    {
        if (text.Length > Jwt.MaxLength) return TokenVerdict.Invalid($"a token has at most {Jwt.MaxLength} characters");
        if (KeyReader.IsKey(text)) return keys.Read(text);
        if (!Jwt.TryRead(text, out var token)) return TokenVerdict.Invalid("this is no JSON Web Token");
        if (token.Header.Crit is not null) return TokenVerdict.Invalid("the token asks for an extension that is not known (crit)");
        var refusal = token.Claims.App is null ? RefuseOperator(token) : await RefuseAppAsync(token, cancellation);
        refusal ??= RefuseTimes(token.Claims) ?? RefuseNames(token.Claims);
        return refusal is null ? TokenVerdict.Valid(ToCaller(token.Claims), EndOf(token.Claims)) : TokenVerdict.Invalid(refusal);
    }

    private string? RefuseOperator(Jwt token)
    {
        if (token.Header.Alg != Jwt.Hs256) return "an operator token is signed with HS256";
        return token.IsSignedWith(admin.Value.Secret) ? null : "the token names no app and is not signed with the admin secret";
    }

    /// <summary>What depends on the app alone is told in one sentence: a stranger must not learn which apps there are, or what keys they have.</summary>
    private async ValueTask<string?> RefuseAppAsync(Jwt token, CancellationToken cancellation)
    {
        var isSigned = token.Header.Alg switch
        {
            Jwt.Hs256 when token.Header.Kid is { } kid && kid != token.Claims.App => false,
            Jwt.Hs256 => IsSignedHs256(token),
            Jwt.Es256 => await IsSignedEs256Async(token, cancellation),
            _ => (bool?)null,
        };
        if (isSigned is null) return "the token's algorithm is neither HS256 nor ES256";
        return isSigned.Value ? null : "the signature is not of the app that the token names (claim app, header kid)";
    }

    // An unknown app takes as long as a wrong secret.
    private bool IsSignedHs256(Jwt token)
    {
        var (secret, secret2) = apps.TryFind(token.Claims.App, out var app) ? (app.Options.Secret, app.Options.Secret2) : (Unknown, "");
        var isSigned = token.IsSignedWith(secret) | token.IsSignedWith(secret2);
        return isSigned && app is not null;
    }

    // Likewise, but for the fetch of the app's keys.
    private async ValueTask<bool> IsSignedEs256Async(Jwt token, CancellationToken cancellation)
    {
        var kid = token.Header.Kid ?? "";
        var keys = apps.TryFind(token.Claims.App, out var app) ? await app.Keys.GetAsync(kid, cancellation) : JwkSet.Empty;
        var isKnown = keys.TryFind(kid, out var key);
        return token.IsSignedWith(isKnown ? key : UnknownKey) && isKnown;
    }

    private static ECParameters MakeKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportParameters(includePrivateParameters: false);
    }

    private string? RefuseTimes(JwtClaims claims)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (claims.Exp is not { } expiry) return "the token has no exp";
        if (expiry <= now) return "the token has expired";
        return claims.Nbf > now + NotBeforeSlackSeconds ? "the token is not valid yet (nbf)" : null;
    }

    // An issuer may write a number that is no date any more.
    private static DateTimeOffset EndOf(JwtClaims claims) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Min(claims.Exp!.Value, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));

    private static string? RefuseNames(JwtClaims claims)
    {
        if (!Ids.IsValid(claims.Sub)) return "the token's sub is no user id";
        return claims.Roles is null ? "the token has no roles" : null;
    }

    /// <summary>Only the admin secret makes operators: an app's own key does not reach beyond the app.</summary>
    private static Caller ToCaller(JwtClaims claims)
    {
        var roles = RoleNames.FromNames(claims.Roles!);
        return claims.App is null ? new Caller("", claims.Sub!, Roles.Operator) : new Caller(claims.App, claims.Sub!, roles & ~Roles.Operator);
    }
}
