using System.Collections.Concurrent;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Keeps the reminders of all grains due. Missed ticks are not made up: the next one is.</summary>
internal sealed class ReminderService(GrainEngine engine, IReminderStore store, ReminderOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<(GrainId Id, string Name), Reminder> reminders = new();
    private readonly SemaphoreSlim writing = new(1);
    private volatile bool isStopped;

    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var row in await store.ReadAllAsync(cancellation)) Arm(row);
    }

    public async Task<IGrainReminder> RegisterAsync(GrainId grainId, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, options.MinimumReminderPeriod);
        var row = new ReminderRow(grainId, name, engine.Time.GetUtcNow() + dueTime, period);
        await InOrderAsync(async () =>
        {
            await store.UpsertAsync(row, CancellationToken.None);
            Arm(row);
        });
        return new Handle(grainId, name);
    }

    public Task UnregisterAsync(IGrainReminder reminder)
    {
        var (grainId, name) = (Handle)reminder;
        return InOrderAsync(async () =>
        {
            await store.RemoveAsync(grainId, name, CancellationToken.None);
            if (reminders.TryRemove((grainId, name), out var armed)) armed.Dispose();
        });
    }

    public IGrainReminder? Find(GrainId grainId, string name) => reminders.ContainsKey((grainId, name)) ? new Handle(grainId, name) : null;

    public List<IGrainReminder> FindAll(GrainId grainId) =>
        [.. reminders.Keys.Where(key => key.Id == grainId).Select(key => new Handle(key.Id, key.Name))];

    public void Dispose()
    {
        isStopped = true;
        foreach (var (_, reminder) in reminders) reminder.Dispose();
    }

    // The store and the timers must agree on which of two changes came last.
    private async Task InOrderAsync(Func<Task> change)
    {
        await writing.WaitAsync();
        try
        {
            await change();
        }
        finally
        {
            writing.Release();
        }
    }

    private void Arm(ReminderRow row)
    {
        if (isStopped) return;
        var armed = new Reminder(engine, row);
        if (reminders.TryGetValue((row.GrainId, row.Name), out var old)) old.Dispose();
        reminders[(row.GrainId, row.Name)] = armed;
        armed.Start();
    }

    private sealed record Handle(GrainId GrainId, string ReminderName) : IGrainReminder;
}
