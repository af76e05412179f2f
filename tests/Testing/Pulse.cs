namespace Rooms.Testing;

/// <summary>Something has happened: whoever waits for a state looks again. Any thread.</summary>
public sealed class Pulse
{
    // Only ever reached by a failing test.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private TaskCompletionSource next = New();

    public void Beat()
    {
        TaskCompletionSource beaten;
        lock (gate) (beaten, next) = (next, New());
        beaten.TrySetResult();
    }

    /// <summary>Looks now, and after every beat.</summary>
    public async Task UntilAsync(Func<bool> isReached)
    {
        while (true)
        {
            Task beat;
            lock (gate) beat = next.Task;
            if (isReached()) return;
            await beat.WaitAsync(Deadline);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
