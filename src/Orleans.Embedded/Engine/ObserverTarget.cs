using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>One observer and its calls, run one after the other on the thread pool.</summary>
internal sealed class ObserverTarget(IGrainObserver observer, int limit) : ICallTarget, IThreadPoolWorkItem
{
    private readonly WeakReference<IGrainObserver> reference = new(observer);
    private readonly Lock gate = new();
    private readonly CallList calls = new();
    private bool isRunning;

    public bool IsAlive => reference.TryGetTarget(out _);

    public bool TryPost(Call call)
    {
        bool isFull, isFirst = false;
        lock (gate)
        {
            if (!IsAlive) return false;
            isFull = calls.Count >= limit;
            if (!isFull)
            {
                calls.Add(call);
                isFirst = !isRunning;
                isRunning = true;
            }
        }
        if (isFull) call.Fail(new OrleansMessageRejectionException($"The observer is overloaded: {limit} calls wait."));
        else if (isFirst) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        return true;
    }

    public void AddExpiredTo(List<Call> expired, long now)
    {
        lock (gate) calls.AddExpiredTo(expired, now);
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (Peek() is MethodCall call)
        {
            RequestContext.Values = call.Context;
            await RunAsync(call);
            lock (gate) calls.Remove(call);
        }
    }

    private async Task RunAsync(MethodCall call)
    {
        if (call.IsDone) return;
        if (!reference.TryGetTarget(out var alive))
        {
            call.Fail(new OrleansMessageRejectionException("The observer is gone."));
            return;
        }
        try
        {
            var work = call.InvokeOnAsync(alive);
            await work;
            call.Complete(work);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
        }
    }

    /// <summary>The call that runs stays in the list, so that its caller's deadline is watched.</summary>
    private Call? Peek()
    {
        lock (gate)
        {
            isRunning = calls.First is not null;
            return calls.First;
        }
    }
}
