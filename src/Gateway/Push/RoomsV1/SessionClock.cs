namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>
/// What is due on a session, in the loop's milliseconds: silence is asked about and then ends it, a token is told of before it ends. One deadline of the
/// connection serves them all: no session has a timer.
/// </summary>
internal struct SessionClock
{
    /// <summary>Proxies and phones' networks drop what is silent for a minute.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(45);

    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(90);

    /// <summary>Enough for an app to fetch another token.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(60);

    private long expiry;
    private long asked;
    private bool isExpiryTold;

    /// <summary>Null: it does not end.</summary>
    public void SetExpiry(long? atMilliseconds)
    {
        expiry = atMilliseconds ?? long.MaxValue;
        isExpiryTold = false;
    }

    public SessionDue Due(long now, long heard)
    {
        if (now >= expiry) return SessionDue.Expired;
        if (!isExpiryTold && expiry - now <= (long)Notice.TotalMilliseconds)
        {
            isExpiryTold = true;
            return SessionDue.Expiring;
        }
        if (now - heard >= (long)Idle.TotalMilliseconds) return SessionDue.Idle;
        if (now - heard < (long)Quiet.TotalMilliseconds || asked > heard) return SessionDue.Nothing;
        asked = now;
        return SessionDue.Ping;
    }

    public readonly TimeSpan Next(long now, long heard)
    {
        var silence = heard + (long)(asked > heard ? Idle : Quiet).TotalMilliseconds;
        var token = expiry == long.MaxValue || isExpiryTold ? expiry : expiry - (long)Notice.TotalMilliseconds;
        return TimeSpan.FromMilliseconds(Math.Max(0, Math.Min(silence, token) - now));
    }
}
