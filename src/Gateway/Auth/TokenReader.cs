using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Registry;

namespace Rooms.Gateway.Auth;

/// <summary>Decides whether a bearer token is to be believed (rooms-v1 section 1): signature first, then what it says.</summary>
internal sealed class TokenReader(Apps apps, KeyReader keys, IOptions<AdminOptions> admin, TimeProvider time)
{
    // An issuer's clock may be a little ahead of ours.
    private const long NotBeforeSlackSeconds = 30;

    public async ValueTask<TokenVerdict> ReadAsync(string text, CancellationToken cancellation)
    {
        if (text.Length > Jwt.MaxLength) return TokenVerdict.Invalid($"a token has at most {Jwt.MaxLength} characters");
        if (KeyReader.IsKey(text)) return keys.Read(text);
        if (!Jwt.TryRead(text, out var token)) return TokenVerdict.Invalid("this is no JSON Web Token");
        if (token.Header.Crit is not null) return TokenVerdict.Invalid("the token asks for an extension that is not known (crit)");
        var refusal = token.Claims.App is null ? RefuseOperator(token) : await RefuseAppAsync(token, cancellation);
        refusal ??= RefuseTimes(token.Claims) ?? RefuseNames(token.Claims);
        return refusal is null ? TokenVerdict.Valid(ToCaller(token.Claims)) : TokenVerdict.Invalid(refusal);
    }

    private string? RefuseOperator(Jwt token)
    {
        if (token.Header.Alg != Jwt.Hs256) return "an operator token is signed with HS256";
        return token.IsSignedWith(admin.Value.Secret) ? null : "the token names no app and is not signed with the admin secret";
    }

    private async ValueTask<string?> RefuseAppAsync(Jwt token, CancellationToken cancellation)
    {
        if (!apps.TryFind(token.Claims.App, out var app)) return "the token's app is not known here";
        return token.Header.Alg switch
        {
            Jwt.Hs256 => RefuseHs256(token, app),
            Jwt.Es256 => await RefuseEs256Async(token, app, cancellation),
            _ => "the token's algorithm is neither HS256 nor ES256",
        };
    }

    private static string? RefuseHs256(Jwt token, Apps.App app)
    {
        if (token.Header.Kid is { } kid && kid != app.Name) return "the token's kid is not its app";
        return token.IsSignedWith(app.Options.Secret) || token.IsSignedWith(app.Options.Secret2) ? null : "the token's signature is wrong";
    }

    private static async ValueTask<string?> RefuseEs256Async(Jwt token, Apps.App app, CancellationToken cancellation)
    {
        var kid = token.Header.Kid ?? "";
        var keys = await app.Keys.GetAsync(kid, cancellation);
        if (!keys.TryFind(kid, out var key)) return "the app's key set has no key of this kid";
        return token.IsSignedWith(key) ? null : "the token's signature is wrong";
    }

    private string? RefuseTimes(JwtClaims claims)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (claims.Exp is not { } expiry) return "the token has no exp";
        if (expiry <= now) return "the token has expired";
        return claims.Nbf > now + NotBeforeSlackSeconds ? "the token is not valid yet (nbf)" : null;
    }

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
