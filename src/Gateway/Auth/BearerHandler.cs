using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Http;
using Rooms.Gateway.Limits;

namespace Rooms.Gateway.Auth;

/// <summary><c>Authorization: Bearer TOKEN</c>, never the query. A believed token leaves a <see cref="Caller"/> in the request's features.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TokenReader tokens, FailedAttempts failed)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";

    /// <summary>For routes that only operators may call.</summary>
    public const string OperatorPolicy = "operator";

    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var verdict = await tokens.ReadAsync(header[Prefix.Length..].Trim(), Context.RequestAborted);
        if (verdict.Caller is not { } caller) return AuthenticateResult.Fail(verdict.Reason);
        Context.Features.Set(caller);
        return AuthenticateResult.Success(new AuthenticationTicket(ToPrincipal(caller), SchemeName));
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
        new Problem(ErrorCodes.Forbidden, "an operator token is wanted").ExecuteAsync(Context);

    private static ClaimsPrincipal ToPrincipal(Caller caller)
    {
        var identity = new ClaimsIdentity(SchemeName, "sub", "role");
        identity.AddClaim(new Claim("sub", caller.User));
        foreach (var role in RoleNames.ToNames(caller.Roles)) identity.AddClaim(new Claim("role", role));
        return new ClaimsPrincipal(identity);
    }
}
