using System.Threading.Tasks.Sources;

namespace Rooms.MediaRelay.Frames;

/// <summary>One waiter is woken by any number of <see cref="Set"/>; a Set before the wait is not lost. No allocation per wait.</summary>
internal sealed class WakeSignal : IValueTaskSource
{
    private readonly Lock gate = new();
    private ManualResetValueTaskSourceCore<bool> core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration registration;
    private bool isSet;
    private bool isWaiting;

    public void Set()
    {
        lock (gate)
        {
            if (!isWaiting)
            {
                isSet = true;
                return;
            }
            isWaiting = false;
        }
        core.SetResult(true);
    }

    public ValueTask WaitAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (isSet)
            {
                isSet = false;
                return ValueTask.CompletedTask;
            }
            core.Reset();
            isWaiting = true;
        }
        registration = cancellation.UnsafeRegister(static signal => ((WakeSignal)signal!).Cancel(), this);
        return new ValueTask(this, core.Version);
    }

    void IValueTaskSource.GetResult(short token)
    {
        registration.Dispose();
        core.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);

    private void Cancel()
    {
        lock (gate)
        {
            if (!isWaiting) return;
            isWaiting = false;
        }
        core.SetException(new OperationCanceledException());
    }
}
