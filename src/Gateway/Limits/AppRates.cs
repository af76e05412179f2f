using System.Collections.Concurrent;
using Rooms.Contracts;

namespace Rooms.Gateway.Limits;

/// <summary>
/// <c>Apps:NAME:Quotas:RequestsPerSecond</c>: a bucket of one second's requests an app, whatever the role, for REST and sockets together. Operators belong
/// to no app.
/// </summary>
internal sealed class AppRates(TimeProvider time)
{
    // By rate too: a changed quota begins with a full bucket.
    private readonly ConcurrentDictionary<(string App, int Rate), TokenBuckets<string>> buckets = new();

    /// <summary>False: the next one may come after <paramref name="wait"/>.</summary>
    public bool TryTake(Caller caller, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (caller is not { Quotas.RequestsPerSecond: > 0 and var rate, App: var app }) return true;
        var bucket = buckets.GetOrAdd((app, rate), key => new TokenBuckets<string>(key.Rate, key.Rate, maxKeys: 1, time));
        return bucket.TryTake(app, out wait);
    }
}
