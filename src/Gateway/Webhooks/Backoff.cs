namespace Rooms.Gateway.Webhooks;

/// <summary>When a webhook that failed is tried again: after 1 s, then 2.25 times as long each time, 12 attempts in about 100 minutes.</summary>
internal static class Backoff
{
    public const int MaxAttempts = 12;

    private const double Factor = 2.25;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// <paramref name="failed"/>: the attempts so far, this one included. <paramref name="random"/> of 0 to 1 spreads them over +-20 %, so that what failed
    /// together does not come back together. Null: given up.
    /// </summary>
    public static TimeSpan? After(int failed, double random)
    {
        if (failed >= MaxAttempts) return null;
        var wait = First * Math.Pow(Factor, failed - 1);
        return (wait < Longest ? wait : Longest) * (0.8 + (0.4 * random));
    }
}
