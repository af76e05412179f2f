namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>
/// When a session's present phase must be over, and what it is called then. The server's sweep asks once a second: no timer a session.
/// </summary>
internal sealed class RtmpDeadline(TimeProvider time)
{
    private long since = time.GetTimestamp();
    private long allowedTicks = TimeSpan.MaxValue.Ticks;

    public string Reason { get; private set; } = "";

    public bool IsPast => time.GetElapsedTime(Volatile.Read(ref since)).Ticks >= Volatile.Read(ref allowedTicks);

    /// <summary><paramref name="allowed"/> infinite: no deadline in this phase.</summary>
    public void Set(TimeSpan allowed, string reason)
    {
        Reason = reason;
        Volatile.Write(ref since, time.GetTimestamp());
        Volatile.Write(ref allowedTicks, allowed == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue.Ticks : allowed.Ticks);
    }

    /// <summary>The peer showed life: the same time again.</summary>
    public void Renew() => Volatile.Write(ref since, time.GetTimestamp());
}
