using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Limits;

/// <summary>Holds REST to <see cref="UserRates"/>.</summary>
internal sealed class UserRateMiddleware(RequestDelegate next, UserRates rates)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Caller>() is not { } caller || rates.TryTake(caller, out var wait)) return next(context);
        var problem = new Problem(ErrorCodes.RateLimited, $"a user has {rates.PerSecond} requests a second")
        {
            RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds),
        };
        return problem.ExecuteAsync(context);
    }
}
