using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Limits;

/// <summary>
/// <c>Apps:NAME:Quotas:RequestsPerSecond</c>: a bucket of one second's requests an app, whatever the role. After the users' own limit, so that what that
/// refuses costs the app nothing. Operators belong to no app.
/// </summary>
internal sealed class AppRateMiddleware(RequestDelegate next, TimeProvider time)
{
    // By rate too: a changed quota begins with a full bucket.
    private readonly ConcurrentDictionary<(string App, int Rate), TokenBuckets<string>> buckets = new();

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Caller>() is not { Quotas.RequestsPerSecond: > 0 and var rate, App: var app }) return next(context);
        var bucket = buckets.GetOrAdd((app, rate), key => new TokenBuckets<string>(key.Rate, key.Rate, maxKeys: 1, time));
        if (bucket.TryTake(app, out var wait)) return next(context);
        var problem = new Problem(ErrorCodes.QuotaRequests, $"this app has {rate} requests a second")
        {
            RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds),
        };
        return problem.ExecuteAsync(context);
    }
}
