using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A call of a grain's or an observer's method.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing that must be freed.")]
internal abstract class MethodCall : Call
{
    private readonly CancellationTokenSource? cancel;
    private CancellationTokenRegistration registration;
    private volatile Activation? runsOn;

    protected MethodCall(GrainMethod method, GrainReference reference, object?[] arguments)
    {
        Method = method;
        Engine = reference.Engine;
        Target = reference.GrainId;
        Source = Activation.Current?.GrainId;
        Context = RequestContext.Values;
        Arguments = Engine.Faults?.Copy(arguments) ?? arguments;
        if (method.CancellationIndex < 0 || arguments[method.CancellationIndex] is not CancellationToken { CanBeCanceled: true } token)
            return;
        cancel = new CancellationTokenSource();
        if (ReferenceEquals(Arguments, arguments)) Arguments = [.. arguments];
        Arguments[method.CancellationIndex] = cancel.Token;
        CallerToken = token;
    }

    public GrainMethod Method { get; }

    public GrainEngine Engine { get; }

    public GrainId Target { get; }

    public GrainId? Source { get; }

    public object?[] Arguments { get; }

    /// <summary>How often it was sent on from an activation that ended.</summary>
    public int Forwards { get; set; }

    public override bool IsReadOnly => Method.IsReadOnly;

    public override bool IsAlwaysInterleaved => Method.IsAlwaysInterleaved;

    protected CancellationToken CallerToken { get; }

    /// <summary>
    /// From now on the caller's cancellation ends the call. Its token is not the callee's: that one is cancelled in a turn of the
    /// callee.
    /// </summary>
    public void FollowCaller() =>
        registration = CallerToken.UnsafeRegister(static (call, _) => ((MethodCall)call!).OnCallerCanceled(), this);

    public override Task InvokeAsync(Activation activation)
    {
        if (cancel is not null)
        {
            runsOn = activation;
            // Either the canceller sees where the call runs, or this sees that it was cancelled.
            Interlocked.MemoryBarrier();
            if (IsDone) cancel.Cancel();
        }
        var filters = Engine.Filters;
        return filters.Length == 0
            ? Method.InvokeAsync(activation.Instance, Arguments) : new FilteredCall(this, activation, filters).RunAsync();
    }

    public Task InvokeOnAsync(IGrainObserver observer) => Method.InvokeAsync(observer, Arguments);

    public override void Complete(Task finished)
    {
        if (!finished.IsCompletedSuccessfully)
        {
            Fail(finished.Exception?.InnerException ?? new TaskCanceledException(finished));
            return;
        }
        registration.Unregister();
        try
        {
            Accept(finished);
        }
        catch (Exception exception) when (exception is InvalidCastException or NotSupportedException)
        {
            // A filter left a result of another type, or the fault mode cannot copy it.
            Fail(exception);
        }
    }

    public override void Fail(Exception reason)
    {
        registration.Unregister();
        if (Method.IsOneWay) Engine.Log.OneWayFailed(reason, Method.InterfaceMethod.Name, Target);
        Reject(reason);
    }

    protected abstract void Accept(Task finished);

    protected abstract void Reject(Exception reason);

    protected abstract void Cancel(CancellationToken token);

    private void OnCallerCanceled()
    {
        Cancel(CallerToken);
        Interlocked.MemoryBarrier();
        runsOn?.Scheduler.Post(cancel!.Cancel);
    }
}
