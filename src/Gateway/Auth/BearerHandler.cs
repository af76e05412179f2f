using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Http;
using Rooms.Gateway.Limits;
using Rooms.Gateway.Sessions;

namespace Rooms.Gateway.Auth;

/// <summary>
/// <c>Authorization: Bearer TOKEN</c>, never the query; without it the console's session cookie. Who is believed is left as a
/// <see cref="Caller"/> in the request's features.
/// </summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TokenReader tokens, ConsoleSessions sessions, Apps apps, FailedAttempts failed)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    /// <summary>For routes that only operators may call.</summary>
    public const string OperatorPolicy = "operator";

    /// <summary>For what an app's admin may do for the own app, and operators for all.</summary>
    public const string AdminPolicy = "admin";

    private const string Prefix = "Bearer ";

    /// <summary>Null: the header has none.</summary>
    public static string? TokenOf(string? authorization) =>
        authorization?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true ? authorization[Prefix.Length..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0) return AuthenticateSession();
        if (TokenOf(header) is not { } token) return AuthenticateResult.NoResult();
        var verdict = await tokens.ReadAsync(token, Context.RequestAborted);
        if (verdict.Caller is not { } caller) return AuthenticateResult.Fail(verdict.Reason);
        return Believe(caller, verdict.ExpiresAt);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var reason = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
        if (reason is not null && failed.Count(Context.Connection.RemoteIpAddress) is { } tooMany)
        {
            await tooMany.ExecuteAsync(Context);
            return;
        }
        Response.Headers.WWWAuthenticate = SchemeName;
        await new Problem(ErrorCodes.TokenInvalid, reason ?? "send Authorization: Bearer TOKEN; POST /v1/tokens makes one").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        new Problem(ErrorCodes.Forbidden, "an operator token is wanted, or an admin's where an app has its own").ExecuteAsync(Context);

    private AuthenticateResult AuthenticateSession()
    {
        if (sessions.Read(Request) is not { } session) return AuthenticateResult.NoResult();
        Context.Features.Set(session);
        return Believe(session.ToCaller(), DateTimeOffset.FromUnixTimeSeconds(session.Expiry));
    }

    private AuthenticateResult Believe(Caller caller, DateTimeOffset? expiresAt)
    {
        Context.Features.Set(new CallerExpiry(expiresAt));
        // By token, key or session: the app's quotas hold alike.
        Context.Features.Set(caller with { Quotas = apps.QuotasOf(caller.App) });
        return AuthenticateResult.Success(new AuthenticationTicket(ToPrincipal(caller), SchemeName));
    }

    private static ClaimsPrincipal ToPrincipal(Caller caller)
    {
        var identity = new ClaimsIdentity(SchemeName, "sub", "role");
        identity.AddClaim(new Claim("sub", caller.User));
        foreach (var role in RoleNames.ToNames(caller.Roles)) identity.AddClaim(new Claim("role", role));
        return new ClaimsPrincipal(identity);
    }
}
