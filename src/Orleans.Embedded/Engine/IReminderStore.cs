using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Where reminders last. A singleton service; the engine reads it once at the start and is its only writer.</summary>
public interface IReminderStore
{
    Task<IReadOnlyList<ReminderRow>> ReadAllAsync(CancellationToken cancellation);

    /// <summary>Adds the row, or replaces the one of the same grain and name. When it returns, the row lasts.</summary>
    Task UpsertAsync(ReminderRow row, CancellationToken cancellation);

    Task RemoveAsync(GrainId grainId, string name, CancellationToken cancellation);
}

/// <summary>Due at <paramref name="StartAt"/> and every <paramref name="Period"/> after it.</summary>
public sealed record ReminderRow(GrainId GrainId, string Name, DateTimeOffset StartAt, TimeSpan Period);
