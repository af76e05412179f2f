using Microsoft.Extensions.Options;
using Rooms.Contracts;

namespace Rooms.Gateway.Limits;

/// <summary>
/// <c>Limits:RequestsPerSecondPerUser</c>: a bucket of one second's requests a user, for REST and sockets together. Admin and backend speak for many and
/// are exempt.
/// </summary>
internal sealed class UserRates
{
    private const int MaxUsers = 262_144;

    private readonly IOptionsMonitor<LimitsOptions> options;
    private readonly TokenBuckets<(string App, string User)> buckets;

    public UserRates(IOptionsMonitor<LimitsOptions> options, TimeProvider time)
    {
        this.options = options;
        var perSecond = options.CurrentValue.RequestsPerSecondPerUser;
        buckets = new(perSecond, perSecond, MaxUsers, time);
        // For the life of the program, as this is.
        options.OnChange(changed => buckets.Resize(changed.RequestsPerSecondPerUser, changed.RequestsPerSecondPerUser));
    }

    public int PerSecond => options.CurrentValue.RequestsPerSecondPerUser;

    /// <summary>False: the next one may come after <paramref name="wait"/>.</summary>
    public bool TryTake(Caller caller, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        return caller.Has(Roles.Admin | Roles.Backend) || buckets.TryTake((caller.App, caller.User), out wait);
    }
}
