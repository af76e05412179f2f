using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>One reminder that is armed. The next tick is armed when the grain has answered the last.</summary>
internal sealed class Reminder : IDisposable
{
    // Timers take less than 50 days; a reminder may be due later.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private readonly GrainEngine engine;
    private readonly ReminderRow row;
    private readonly ITimer timer;
    private DateTimeOffset due;
    private volatile bool isDisposed;

    public Reminder(GrainEngine engine, ReminderRow row)
    {
        this.engine = engine;
        this.row = row;
        using (ExecutionContext.SuppressFlow())
            timer = engine.Time.CreateTimer(static state => _ = ((Reminder)state!).OnTimerAsync(), this, Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
    }

    public void Start()
    {
        var late = engine.Time.GetUtcNow() - row.StartAt;
        due = late <= TimeSpan.Zero ? row.StartAt : row.StartAt + (row.Period * Math.Ceiling(late / row.Period));
        Wait();
    }

    public void Dispose()
    {
        isDisposed = true;
        timer.Dispose();
    }

    private void Wait()
    {
        var wait = due - engine.Time.GetUtcNow();
        if (!isDisposed)
            timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);
    }

    private async Task OnTimerAsync()
    {
        if (engine.Time.GetUtcNow() >= due)
        {
            await TickAsync();
            Start();
        }
        else Wait();
    }

    private async Task TickAsync()
    {
        try
        {
            var status = new TickStatus(row.StartAt.UtcDateTime, row.Period, engine.Time.GetUtcNow().UtcDateTime);
            await engine.Factory.GetGrain<IRemindable>(row.GrainId).ReceiveReminder(row.Name, status);
        }
        catch (Exception exception)
        {
            engine.Log.ReminderFailed(exception, row.Name, row.GrainId);
        }
    }
}
