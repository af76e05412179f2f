namespace Rooms.Grains.Rooms;

/// <summary>
/// What a room may still tell now: a token bucket of its events, one second deep. What always passes may overdraw it by as much, so that a rain of gifts
/// silences the chat for two seconds at most. Not stored: a new activation begins with a full one.
/// </summary>
internal readonly record struct DeliveryBudget(int PerSecond, double Left, DateTimeOffset At)
{
    /// <summary>Chat is told.</summary>
    public bool HasForChat => PerSecond == 0 || Left >= 1;

    /// <summary>Joins and leaves yield first: while less than half is left they are merged.</summary>
    public bool HasForMoves => PerSecond == 0 || (Left >= 1 && Left * 2 >= PerSecond);

    /// <summary>When chat is told again.</summary>
    public TimeSpan RetryAfter => PerSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Max(0, 1 - Left) / PerSecond);

    public static DeliveryBudget Full(int perSecond, DateTimeOffset now) => new(perSecond, perSecond, now);

    public DeliveryBudget Refill(int perSecond, DateTimeOffset now)
    {
        if (PerSecond == 0) return Full(perSecond, now);
        var gained = Math.Max(0, (now - At).TotalSeconds) * perSecond;
        return new DeliveryBudget(perSecond, Math.Clamp(Left + gained, -perSecond, perSecond), now);
    }

    public DeliveryBudget Take(int events) => PerSecond == 0 ? this : this with { Left = Math.Max(-PerSecond, Left - events) };
}
