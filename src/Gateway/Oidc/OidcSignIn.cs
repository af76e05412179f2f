using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Sessions;

namespace Rooms.Gateway.Oidc;

/// <summary>
/// The authorization code flow with PKCE (OpenID Connect Core section 3.1, RFC 7636). What must match on the way back - state, nonce, verifier - waits in
/// a sealed cookie of the browser that began, and serves once.
/// </summary>
internal sealed partial class OidcSignIn(
    OidcProvider provider, IdTokenReader tokens, ConsoleSessions sessions, Apps apps,
    IOptions<OidcOptions> options, IOptions<AdminOptions> admin, TimeProvider time, ILogger<OidcSignIn> logger)
{
    public const string CallbackPath = "/oidc/callback";

    private const string Purpose = "console sign-in";

    // 256 bits, as RFC 7636 section 7.1 wants of a verifier.
    private const int RandomBytes = 32;

    // RFC 6749 leaves a code's size open; ours come by the query.
    private const int MaxCode = 4096;

    private static readonly string[] BasicScopes = ["openid", "profile"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly EndedIds used = new(time);

    public bool IsEnabled => options.Value.IsEnabled && sessions.AreServed;

    /// <summary>The provider's address to send the browser to, or null when the provider cannot be used.</summary>
    public async Task<string?> BeginAsync(HttpContext context, string returnPath)
    {
        if (await provider.FindAsync(context.RequestAborted) is not { } found) return null;
        var expiresAt = time.GetUtcNow() + Patience;
        var redirect = $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}{CallbackPath}";
        var pending = new PendingSignIn(NewRandom(), NewRandom(), NewRandom(), redirect, returnPath, expiresAt.ToUnixTimeSeconds());
        SessionCookies.WriteSignIn(context, SealedText.Seal(JsonSerializer.Serialize(pending, SessionJson.Default.PendingSignIn), admin.Value.Secret, Purpose), expiresAt);
        return QueryHelpers.AddQueryString(found.AuthorizationEndpoint!, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = options.Value.ClientId,
            ["redirect_uri"] = redirect,
            ["scope"] = string.Join(' ', BasicScopes.Concat(options.Value.Scopes).Distinct()),
            ["state"] = pending.State,
            ["nonce"] = pending.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(pending.Verifier))),
            ["code_challenge_method"] = "S256",
        });
    }

    /// <summary>Ends what <see cref="BeginAsync"/> began: a path of this server to send the browser to, with a session or with a reason.</summary>
    public async Task<string> FinishAsync(HttpContext context)
    {
        var pending = TakePending(context);
        SessionCookies.DropSignIn(context);
        var query = context.Request.Query;
        if (pending is null) return Refuse(SignInRefusals.StateInvalid, "no sign-in of this browser is under way, or its state does not match");
        // RFC 9207: an answer of another issuer, which an attacker mixed in.
        if (query["iss"].ToString() is { Length: > 0 } issuer && issuer != options.Value.Authority)
            return Refuse(SignInRefusals.StateInvalid, "the answer is of another issuer");
        if (query["code"].ToString() is not { Length: > 0 and <= MaxCode } code) return Refuse(SignInRefusals.ProviderRefused, "it sent no code");
        if (await provider.FindAsync(context.RequestAborted) is not { } found) return Refuse(SignInRefusals.ProviderUnavailable, "it does not answer");
        if (await provider.ExchangeAsync(found, code, pending, context.RequestAborted) is not { } idToken)
            return Refuse(SignInRefusals.TokenInvalid, "the code bought no ID token");
        var verdict = await tokens.ReadAsync(idToken, pending.Nonce, context.RequestAborted);
        return verdict.Claims is { } claims ? Admit(context, claims, pending.Return) : Refuse(SignInRefusals.TokenInvalid, verdict.Reason);
    }

    private string Admit(HttpContext context, JsonElement claims, string returnPath)
    {
        if (ClaimedRoles.UserOf(claims, options.Value.UserClaim) is not { } user) return Refuse(SignInRefusals.NoRole, "the ID token names nobody");
        if (ClaimedRoles.RolesOf(ClaimedRoles.ValuesOf(claims, options.Value.RolesClaim), options.Value, apps) is not { } granted)
            return Refuse(SignInRefusals.NoRole, $"{user} has no role here");
        sessions.OpenVouched(context, granted.App, user, granted.Roles);
        LogSignedIn(user, granted.App, string.Join(", ", RoleNames.ToNames(granted.Roles)));
        return ReturnPath.Of(returnPath);
    }

    /// <summary>The sign-in that this answer belongs to: sealed by us, of this browser, in time, and for the first time.</summary>
    private PendingSignIn? TakePending(HttpContext context)
    {
        if (SessionCookies.ReadSignIn(context.Request) is not { Length: > 0 } cookie) return null;
        if (!SealedText.TryOpen(cookie, admin.Value.Secret, Purpose, out var text)) return null;
        var pending = JsonSerializer.Deserialize(text, SessionJson.Default.PendingSignIn)!;
        if (pending.Expiry <= time.GetUtcNow().ToUnixTimeSeconds()) return null;
        if (!Secrets.Match(context.Request.Query["state"].ToString(), pending.State)) return null;
        return used.TryEnd(pending.State, pending.Expiry) ? pending : null;
    }

    private string Refuse(string code, string reason)
    {
        LogRefused(code, reason);
        return $"/signin?reason={code}";
    }

    private static string NewRandom() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
}
