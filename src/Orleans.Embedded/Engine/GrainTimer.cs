using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A timer and its tick in one: at most one tick is queued or runs, because the next one is armed when it ends.</summary>
internal sealed class GrainTimer : Call, IGrainTimer
{
    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly GrainTimerCreationOptions options;
    private readonly CancellationTokenSource disposed = new();
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private TimeSpan dueTime;
    private TimeSpan period;
    private bool isFiring;
    private bool isChanged;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        this.activation = activation;
        this.callback = callback;
        this.options = options;
        // The creator's request context must not ride along with every tick.
        using (ExecutionContext.SuppressFlow())
            timer = activation.Engine.Time.CreateTimer(static state => ((GrainTimer)state!).Fire(), this, Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
    }

    public override bool IsAlwaysInterleaved => options.Interleave;

    public override bool IsLocal => true;

    public override bool KeepsAlive => options.KeepAlive;

    public override bool IsDone => disposed.IsCancellationRequested;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            this.dueTime = dueTime;
            this.period = period;
            isChanged = true;
            if (!isFiring && !IsDone) timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        disposed.Cancel();
        timer.Dispose();
        activation.RemoveTimer(this);
    }

    public override Task InvokeAsync(Activation activation)
    {
        lock (gate) isChanged = false;
        return callback(disposed.Token);
    }

    public override void Complete(Task finished)
    {
        if (finished.Exception?.InnerException is { } exception) activation.Engine.Log.TimerFailed(exception, activation.GrainId);
        lock (gate)
        {
            isFiring = false;
            if (!IsDone) timer.Change(isChanged ? dueTime : period, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The activation ended before the tick ran.</summary>
    public override void Fail(Exception reason) => Dispose();

    private void Fire()
    {
        lock (gate)
        {
            if (isFiring || IsDone) return;
            isFiring = true;
        }
        activation.TryPost(this);
    }
}
