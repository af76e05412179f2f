using Microsoft.Extensions.Options;
using Rooms.Contracts;

namespace Rooms.Gateway.Auth;

/// <summary>Signs tokens: an app's with its secret, an operator's with the admin secret.</summary>
internal sealed class TokenIssuer(IOptionsMonitor<TokensOptions> options, TimeProvider time)
{
    public (string Token, DateTimeOffset ExpiresAt) IssueForApp(Apps.App app, string user, Roles roles) =>
        Issue(app.Name, user, roles, app.Options.Secret.Length > 0 ? app.Options.Secret : app.Options.Secret2);

    public (string Token, DateTimeOffset ExpiresAt) IssueForOperator(string user, string adminSecret) => Issue(null, user, Roles.Operator, adminSecret);

    private (string Token, DateTimeOffset ExpiresAt) Issue(string? app, string user, Roles roles, string secret)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var expiry = now + (long)options.CurrentValue.Lifetime.TotalSeconds;
        var claims = new JwtClaims(app, user, RoleNames.ToNames(roles), expiry, Nbf: null, Iat: now);
        return (Jwt.Sign(new JwtHeader(Jwt.Hs256, app, "JWT", Crit: null), claims, secret), DateTimeOffset.FromUnixTimeSeconds(expiry));
    }
}
