using System.Net;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Edge;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Limits;

/// <summary>Counts wrong tokens and secrets by address. Valid tokens of the same address still pass: a neighbour's guessing locks nobody out.</summary>
internal sealed class FailedAttempts
{
    // A row is about 100 bytes: 6 MB at most.
    private const int MaxAddresses = 65_536;

    private readonly TokenBuckets<IPAddress> buckets;

    public FailedAttempts(IOptionsMonitor<LimitsOptions> options, TimeProvider time)
    {
        var perMinute = options.CurrentValue.FailedAttemptsPerMinutePerAddress;
        buckets = new(perMinute, perMinute / 60.0, MaxAddresses, time);
        // For the life of the program, as this is.
        options.OnChange(changed => buckets.Resize(changed.FailedAttemptsPerMinutePerAddress, changed.FailedAttemptsPerMinutePerAddress / 60.0));
    }

    /// <summary>Null: counted, and it may be told that it failed. Else the address has failed too often.</summary>
    public Problem? Count(IPAddress? address) => buckets.TryTake(Subscriber(address), out var wait) ? null : Refuse(wait);

    /// <summary>Null: another attempt may be looked at.</summary>
    public Problem? Check(IPAddress? address) => buckets.HasAny(Subscriber(address), out var wait) ? null : Refuse(wait);

    private static Problem Refuse(TimeSpan wait) =>
        new(ErrorCodes.RateLimited, "too many failed attempts from this address") { RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds) };

    private static IPAddress Subscriber(IPAddress? address) => address is null ? IPAddress.None : ClientAddress.Subscriber(address);
}
