using Orleans.Embedded;

namespace Rooms.Grains.Tests.Pushes;

/// <summary>Reminders in memory, whose removal takes as long as the test wants.</summary>
internal sealed class GatedReminders : IReminderStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(GrainId, string), ReminderRow> rows = [];

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsRemoving { get; private set; }

    public int Removals { get; private set; }

    public int Count
    {
        get
        {
            lock (gate) return rows.Count;
        }
    }

    public Task<IReadOnlyList<ReminderRow>> ReadAllAsync(CancellationToken cancellation)
    {
        lock (gate) return Task.FromResult<IReadOnlyList<ReminderRow>>([.. rows.Values]);
    }

    public Task UpsertAsync(ReminderRow row, CancellationToken cancellation)
    {
        lock (gate) rows[(row.GrainId, row.Name)] = row;
        return Task.CompletedTask;
    }

    public async Task RemoveAsync(GrainId grainId, string name, CancellationToken cancellation)
    {
        IsRemoving = true;
        await Gate.Task;
        lock (gate) rows.Remove((grainId, name));
        Removals++;
    }
}
