using System.Collections.Concurrent;

namespace Rooms.Silo.Sqlite;

/// <summary>Wakes those who wait for an app's outbox. Any thread.</summary>
internal sealed class OutboxSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);

    /// <summary>One a waiting app, of which there are as many as are configured with a webhook.</summary>
    public Task Next(string app) => waiting.GetOrAdd(app, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string app)
    {
        if (waiting.TryRemove(app, out var signal)) signal.TrySetResult();
    }
}
