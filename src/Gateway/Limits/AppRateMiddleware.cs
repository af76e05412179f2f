using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Limits;

/// <summary>Holds REST to <see cref="AppRates"/>; after the users' own limit, so that what that refuses costs the app nothing.</summary>
internal sealed class AppRateMiddleware(RequestDelegate next, AppRates rates)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Caller>() is not { } caller || rates.TryTake(caller, out var wait)) return next(context);
        var problem = new Problem(ErrorCodes.QuotaRequests, $"this app has {caller.Quotas!.RequestsPerSecond} requests a second")
        {
            RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds),
        };
        return problem.ExecuteAsync(context);
    }
}
