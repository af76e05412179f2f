using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Limits;

/// <summary><c>Limits:RequestsPerSecondPerUser</c>: a bucket of one second's requests a user. Admin and backend speak for many and are exempt.</summary>
internal sealed class UserRateMiddleware(RequestDelegate next, IOptions<LimitsOptions> options, TimeProvider time)
{
    private const int MaxUsers = 262_144;

    private readonly TokenBuckets<(string App, string User)> buckets = new(
        options.Value.RequestsPerSecondPerUser, options.Value.RequestsPerSecondPerUser, MaxUsers, time);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Caller>() is not { } caller || caller.Has(Roles.Admin | Roles.Backend)) return next(context);
        if (buckets.TryTake((caller.App, caller.User), out var wait)) return next(context);
        var problem = new Problem(ErrorCodes.RateLimited, $"a user has {options.Value.RequestsPerSecondPerUser} requests a second")
        {
            RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds),
        };
        return problem.ExecuteAsync(context);
    }
}
