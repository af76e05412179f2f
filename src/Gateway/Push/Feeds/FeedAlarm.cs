namespace Rooms.Gateway.Push.Feeds;

/// <summary>One sleeper, woken by time or by a ring. A ring since <see cref="Arm"/> is not lost.</summary>
internal sealed class FeedAlarm : IDisposable
{
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private TaskCompletionSource<bool>? sleeper;
    private bool hasRung;
    private bool isDeaf;
    private bool isStopped;

    public FeedAlarm(TimeProvider time) =>
        timer = time.CreateTimer(static state => ((FeedAlarm)state!).OnTime(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>From any thread.</summary>
    public void Ring()
    {
        TaskCompletionSource<bool>? woken = null;
        lock (gate)
        {
            hasRung = true;
            if (!isDeaf) (woken, sleeper) = (sleeper, null);
        }
        woken?.TrySetResult(true);
    }

    /// <summary>As a ring, and a pause ends too: there is nothing to sleep for.</summary>
    public void Stop()
    {
        TaskCompletionSource<bool>? woken;
        lock (gate)
        {
            isStopped = true;
            (woken, sleeper) = (sleeper, null);
        }
        woken?.TrySetResult(true);
    }

    /// <summary>Rings that came before are answered by what follows.</summary>
    public void Arm()
    {
        lock (gate) hasRung = false;
    }

    /// <summary>True: it rang; false: the time is over.</summary>
    public Task<bool> SleepAsync(TimeSpan longest) => BeginAsync(longest, deaf: false);

    /// <summary>For the whole time, whoever rings.</summary>
    public Task PauseAsync(TimeSpan time) => BeginAsync(time, deaf: true);

    public void Dispose() => timer.Dispose();

    private Task<bool> BeginAsync(TimeSpan time, bool deaf)
    {
        lock (gate)
        {
            if (isStopped || (hasRung && !deaf)) return Task.FromResult(true);
            isDeaf = deaf;
            sleeper = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            timer.Change(time, Timeout.InfiniteTimeSpan);
            return sleeper.Task;
        }
    }

    private void OnTime()
    {
        TaskCompletionSource<bool>? woken;
        lock (gate) (woken, sleeper) = (sleeper, null);
        woken?.TrySetResult(false);
    }
}
