using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;
using Rooms.Gateway.Limits;
using Rooms.Gateway.Oidc;
using Rooms.Gateway.OpenApi;

namespace Rooms.Gateway.Sessions;

/// <summary>The console's sign-in: a cookie that no script reads, instead of a token (docs/operators.md).</summary>
internal static class SessionApi
{
    public static void MapSession(this RouteGroupBuilder v1)
    {
        // Whatever Cors:Origins says: sessions are for pages of this server.
        var session = v1.MapGroup("/session").AllowAnonymous().WithMetadata(new DisableCorsAttribute());
        session.MapGet("", Get)
            .Produces<SessionDto>()
            .Says("Read the console's session", "Who is signed in with this browser, and how one may sign in.");
        session.MapPost("", SignIn)
            .Takes<SignInBody>("""{"app": "shop", "secret": "...", "user": "ann"}""")
            .Produces<SessionDto>()
            .Refuses(ErrorCodes.TokenInvalid, ErrorCodes.RateLimited)
            .Says("Sign in to the console", "Sets a session cookie. Roles admin, anchor and user of the app; without `app` operator, for the admin secret.");
        session.MapDelete("", SignOut)
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCodes.Forbidden)
            .Says("Sign out of the console", "The session is not believed again, also where its cookie was copied.");
    }

    private static Ok<SessionDto> Get(HttpContext context, ConsoleSessions sessions, IOptions<OidcOptions> oidc)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Answer(context.Features.Get<ConsoleSession>(), sessions, oidc.Value);
    }

    private static IResult SignIn(
        Body<SignInBody> body, HttpContext context, Apps apps, IOptions<AdminOptions> admin, ConsoleSessions sessions, IOptions<OidcOptions> oidc, FailedAttempts failed)
    {
        var address = context.Connection.RemoteIpAddress;
        if (failed.Check(address) is { } tooMany) return tooMany;
        if (!sessions.AreServed) return new Problem(ErrorTable.NotFound, "sessions are not served: Admin:Secret is not set");
        var (name, secret, user) = (body.Value.App, body.Value.Secret!, body.Value.User!);
        if (name is null)
            return Secrets.Match(secret, admin.Value.Secret) ? Answer(sessions.OpenForOperator(context, user), sessions, oidc.Value) : Wrong(failed, address);
        // An unknown app takes as long as a wrong secret.
        var isKnown = apps.TryFind(name, out var app);
        var isRight = Secrets.Match(secret, app?.Options.Secret ?? "", app?.Options.Secret2 ?? "");
        return isKnown && isRight ? Answer(sessions.OpenForApp(context, name, user, secret), sessions, oidc.Value) : Wrong(failed, address);
    }

    private static NoContent SignOut(HttpContext context, ConsoleSessions sessions)
    {
        if (context.Features.Get<ConsoleSession>() is { } session) sessions.End(context, session);
        return TypedResults.NoContent();
    }

    private static Ok<SessionDto> Answer(ConsoleSession? session, ConsoleSessions sessions, OidcOptions oidc) => TypedResults.Ok(new SessionDto(
        oidc.IsEnabled ? oidc.Name : null, session is null ? null : SignedInDto.From(session, sessions.CsrfToken(session))));

    private static Problem Wrong(FailedAttempts failed, IPAddress? address) =>
        failed.Count(address) ?? new Problem(ErrorCodes.TokenInvalid, "unknown app or wrong secret");
}
