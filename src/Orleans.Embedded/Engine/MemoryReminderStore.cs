using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>For tests and demos: the reminders of one process, which the service keeps in memory anyway.</summary>
internal sealed class MemoryReminderStore : IReminderStore
{
    public Task<IReadOnlyList<ReminderRow>> ReadAllAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ReminderRow>>([]);

    public Task UpsertAsync(ReminderRow row, CancellationToken cancellation) => Task.CompletedTask;

    public Task RemoveAsync(GrainId grainId, string name, CancellationToken cancellation) => Task.CompletedTask;
}
