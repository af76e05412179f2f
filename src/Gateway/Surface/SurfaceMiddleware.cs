using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Edge;
using Rooms.Gateway.Demo;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Surface;

/// <summary>
/// Keeps the operators' surface to itself. With <c>Admin:Urls</c> it is there and the other listeners know nothing of it; without, it is open on this
/// machine, and beyond for sessions and tokens of operators, and of admins where it shows nothing of other apps.
/// </summary>
internal sealed class SurfaceMiddleware(RequestDelegate next, AdminListener listener, IOptions<DemoOptions> demo)
{
    private const string Html = "text/html";

    public Task InvokeAsync(HttpContext context)
    {
        var page = SurfacePages.Of(context.Request.Path);
        if (page == SurfacePage.None) return next(context);
        if (listener.IsApart) return listener.Serves(context) ? next(context) : HideAsync(context);
        if (page is SurfacePage.SignIn or SurfacePage.Rest || context.Request.IsLocal()) return next(context);
        // Whoever opens a demo to others shows it to them.
        if (page == SurfacePage.Console && demo.Value.Demo) return next(context);
        var wanted = page == SurfacePage.Metrics ? Roles.Operator : Roles.Operator | Roles.Admin;
        var caller = context.Features.Get<Caller>();
        if (caller is not null) return caller.Has(wanted) ? next(context) : Forbid(context, wanted);
        return IsForAPerson(context.Request) ? SendToSignIn(context) : Challenge(context);
    }

    /// <summary>As any path that there is not; <see cref="ProblemMiddleware"/> writes the same words.</summary>
    private static Task HideAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task Forbid(HttpContext context, Roles wanted) =>
        new Problem(ErrorCodes.Forbidden, wanted == Roles.Operator ? "an operator is wanted" : "an operator or an admin is wanted").ExecuteAsync(context);

    private static Task Challenge(HttpContext context) =>
        new Problem(ErrorCodes.TokenInvalid, "beyond loopback this page wants an operator's or admin's session (/signin) or token").ExecuteAsync(context);

    private static bool IsForAPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Authorization.Count == 0 && request.Headers.Accept.ToString().Contains(Html, StringComparison.OrdinalIgnoreCase);

    private static Task SendToSignIn(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect($"/signin?return={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        return Task.CompletedTask;
    }
}
