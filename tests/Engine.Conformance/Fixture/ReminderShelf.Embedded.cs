using System.Collections.Concurrent;
using Orleans.Embedded;

namespace Rooms.Engine.Conformance.Fixture;

/// <summary>Reminders that outlive the host, as in a database.</summary>
public sealed class ReminderShelf : IReminderStore
{
    private readonly ConcurrentDictionary<(GrainId Id, string Name), ReminderRow> rows = new();

    public int Count => rows.Count;

    public Task<IReadOnlyList<ReminderRow>> ReadAllAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ReminderRow>>([.. rows.Values]);

    public Task UpsertAsync(ReminderRow row, CancellationToken cancellation)
    {
        rows[(row.GrainId, row.Name)] = row;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(GrainId grainId, string name, CancellationToken cancellation)
    {
        rows.TryRemove((grainId, name), out _);
        return Task.CompletedTask;
    }
}
