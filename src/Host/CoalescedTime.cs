namespace Rooms.Host;

/// <summary>
/// The system's time, with the timers of a second to an hour rounded to common moments, a quarter of a second apart. A process in which a
/// dozen clocks tick once a second wakes four threads for each; together they wake them once. A timer may be 50 ms early or 200 ms late.
/// </summary>
internal sealed class CoalescedTime : TimeProvider
{
    private const long StepMilliseconds = 250;
    private const long EarlyMilliseconds = 50;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new CoalescedTimer(base.CreateTimer(callback, state, Round(dueTime), period));

    /// <summary>When a timer fires that is due in <paramref name="dueTime"/>, seen from <paramref name="nowMilliseconds"/>.</summary>
    internal static TimeSpan Round(TimeSpan dueTime, long nowMilliseconds)
    {
        if (dueTime < Least || dueTime > Most) return dueTime;
        var due = nowMilliseconds + (long)dueTime.TotalMilliseconds - EarlyMilliseconds;
        return TimeSpan.FromMilliseconds((due + StepMilliseconds - 1) / StepMilliseconds * StepMilliseconds - nowMilliseconds);
    }

    private static TimeSpan Round(TimeSpan dueTime) => Round(dueTime, Environment.TickCount64);

    private sealed class CoalescedTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Round(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
