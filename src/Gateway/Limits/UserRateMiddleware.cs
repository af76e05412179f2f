using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Limits;

/// <summary><c>Limits:RequestsPerSecondPerUser</c>: a bucket of one second's requests a user. Admin and backend speak for many and are exempt.</summary>
internal sealed class UserRateMiddleware
{
    private const int MaxUsers = 262_144;

    private readonly RequestDelegate next;
    private readonly IOptionsMonitor<LimitsOptions> options;
    private readonly TokenBuckets<(string App, string User)> buckets;

    public UserRateMiddleware(RequestDelegate next, IOptionsMonitor<LimitsOptions> options, TimeProvider time)
    {
        (this.next, this.options) = (next, options);
        var perSecond = options.CurrentValue.RequestsPerSecondPerUser;
        buckets = new(perSecond, perSecond, MaxUsers, time);
        // For the life of the program, as this is.
        options.OnChange(changed => buckets.Resize(changed.RequestsPerSecondPerUser, changed.RequestsPerSecondPerUser));
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Caller>() is not { } caller || caller.Has(Roles.Admin | Roles.Backend)) return next(context);
        if (buckets.TryTake((caller.App, caller.User), out var wait)) return next(context);
        var problem = new Problem(ErrorCodes.RateLimited, $"a user has {options.CurrentValue.RequestsPerSecondPerUser} requests a second")
        {
            RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds),
        };
        return problem.ExecuteAsync(context);
    }
}
