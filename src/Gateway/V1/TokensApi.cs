using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;
using Rooms.Gateway.Limits;
using Rooms.Gateway.OpenApi;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>Tokens for an app's secret, operator tokens for the admin secret (rooms-v1 section 1).</summary>
internal static class TokensApi
{
    public static void MapTokens(this RouteGroupBuilder v1) => v1.MapPost("/tokens", Create)
        .AllowAnonymous()
        .Takes<TokenBody>("""{"app": "shop", "secret": "...", "user": "ann", "roles": ["anchor"]}""")
        .Produces<TokenDto>()
        .Refuses(ErrorCodes.TokenInvalid, ErrorCodes.RateLimited)
        .Says("Make a token", "Send it as `Authorization: Bearer TOKEN`. Without `app`: an operator token, for the admin secret.");

    private static IResult Create(
        Body<TokenBody> body, HttpContext context, Apps apps, IOptions<AdminOptions> admin, TokenIssuer issuer, FailedAttempts failed)
    {
        var address = context.Connection.RemoteIpAddress;
        if (failed.Check(address) is { } tooMany) return tooMany;
        var wanted = body.Value;
        var adminSecret = admin.Value.Secret;
        if (wanted.App is null)
            return Secrets.Match(wanted.Secret!, adminSecret) ? Answer(issuer.IssueForOperator(wanted.User!, adminSecret)) : Wrong(failed, address);
        // An unknown app takes as long as a wrong secret.
        var isKnown = apps.TryFind(wanted.App, out var app);
        var isRight = Secrets.Match(wanted.Secret!, app?.Options.Secret ?? "", app?.Options.Secret2 ?? "");
        return isKnown && isRight ? Answer(issuer.IssueForApp(app!, wanted.User!, wanted.ParsedRoles())) : Wrong(failed, address);
    }

    private static Ok<TokenDto> Answer((string Token, DateTimeOffset ExpiresAt) issued) => TypedResults.Ok(new TokenDto(issued.Token, issued.ExpiresAt));

    private static Problem Wrong(FailedAttempts failed, System.Net.IPAddress? address) =>
        failed.Count(address) ?? new Problem(ErrorCodes.TokenInvalid, "unknown app or wrong secret");
}
