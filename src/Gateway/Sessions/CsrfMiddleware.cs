using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Sessions;

/// <summary>A command that only a cookie speaks for must come from a page of ours: it brings the session's CSRF token, which no other site can read.</summary>
internal sealed class CsrfMiddleware(RequestDelegate next, ConsoleSessions sessions)
{
    public const string HeaderName = "Csrf-Token";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ConsoleSession>() is not { } session || context.IsSafe()) return next(context);
        if (Secrets.Match(context.Request.Headers[HeaderName].ToString(), sessions.CsrfToken(session))) return next(context);
        return new Problem(ErrorCodes.Forbidden, $"a console session sends {HeaderName} with every command; GET /v1/session tells it").ExecuteAsync(context);
    }
}
