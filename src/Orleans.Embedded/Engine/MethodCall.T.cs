namespace Orleans.Embedded;

/// <summary>A call with its answer. The answer's continuations never run inside the grain that gives it.</summary>
internal sealed class MethodCall<T>(GrainMethod method, GrainReference reference, object?[] arguments)
    : MethodCall(method, reference, arguments)
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => answer.Task;

    public override bool IsDone => answer.Task.IsCompleted;

    protected override void Accept(Task finished)
    {
        var result = finished switch
        {
            Task<T> typed => typed.GetAwaiter().GetResult(),
            // It came through the filters, which may have replaced it.
            Task<object?> boxed => boxed.GetAwaiter().GetResult() is { } value ? (T)value : default!,
            _ => default!,
        };
        answer.TrySetResult(Engine.Faults is { } faults ? (T)faults.Copy(result)! : result);
    }

    protected override void Reject(Exception reason)
    {
        // Nobody awaits a one-way call: its failure was logged.
        if (Method.IsOneWay) answer.TrySetResult(default!);
        else answer.TrySetException(reason);
    }

    protected override void Cancel(CancellationToken token) => answer.TrySetCanceled(token);
}
