using Microsoft.AspNetCore.Builder;
using Rooms.Contracts;

namespace Rooms.Gateway.Http;

/// <summary>/metrics and /swagger: open on this machine, else for operator tokens.</summary>
internal static class LocalOrOperator
{
    public static void GuardLocalPages(this WebApplication app, params string[] paths) => app.Use((context, next) =>
    {
        if (!paths.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))) return next(context);
        if (context.Request.IsLocal()) return next(context);
        var caller = context.Features.Get<Caller>();
        if (caller is not null && caller.Has(Roles.Operator)) return next(context);
        var problem = caller is null
            ? new Problem(ErrorCodes.TokenInvalid, "beyond loopback this page wants an operator token")
            : new Problem(ErrorCodes.Forbidden, "an operator token is wanted");
        return problem.ExecuteAsync(context);
    });
}
