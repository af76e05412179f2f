using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>
/// One grain in memory: its queue of calls, its turns, its life (see Activation.Life.cs). Calls arrive from any thread under
/// <c>gate</c>; the grain itself
/// runs only inside turns.
/// </summary>
internal sealed partial class Activation : IGrainContext, ICallTarget
{
    // Then continuations of earlier calls get their turn.
    private const int CallsPerPump = 64;

    private readonly Lock gate = new();
    private readonly CallGate calls;
    private readonly IActivationOwner owner;
    private readonly Action<Task, object?> finish;
    private ActivationState state;
    private long lastUsed;

    public Activation(GrainEngine engine, GrainClass grainClass, GrainId grainId, IActivationOwner owner)
    {
        Engine = engine;
        Class = grainClass;
        GrainId = grainId;
        this.owner = owner;
        calls = new CallGate(grainClass.IsReentrant);
        Scheduler = new TurnScheduler(this);
        finish = (work, call) =>
        {
            Finish((Call)call!, work);
            Pump();
        };
        lastUsed = engine.Clock.Now;
    }

    /// <summary>The activation whose turn runs on this thread.</summary>
    public static Activation? Current => (TaskScheduler.Current as TurnScheduler)?.Activation;

    public GrainEngine Engine { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public TurnScheduler Scheduler { get; }

    /// <summary>The grain; set by the first turn.</summary>
    public object Instance { get; private set; } = null!;

    /// <summary>Calls waiting and running.</summary>
    public int Load
    {
        get
        {
            lock (gate) return calls.WaitingCount + calls.RunningCount;
        }
    }

    /// <summary>False: this activation has ended, another one must be asked.</summary>
    public bool TryPost(Call call)
    {
        bool isFull, isStartable = false;
        lock (gate)
        {
            if (state == ActivationState.Ended) return false;
            isFull = calls.WaitingCount >= Engine.Messaging.MaxEnqueuedRequestsHardLimit && !call.IsLocal;
            if (!isFull)
            {
                calls.Add(call);
                isStartable = state == ActivationState.Created || (state == ActivationState.Valid && calls.MayStart(call));
            }
        }
        if (isFull)
            call.Fail(new OrleansMessageRejectionException($"{GrainId} is overloaded: too many calls wait."));
        else if (isStartable) Scheduler.WantPump();
        return true;
    }

    /// <summary>Starts what may start. Always a turn.</summary>
    public void Pump()
    {
        for (var i = 0; i < CallsPerPump; i++)
        {
            if (TakeNext() is not { } call)
            {
                RequestContext.Values = null;
                return;
            }
            Start(call);
        }
        RequestContext.Values = null;
        Scheduler.WantPump();
    }

    public void EnterSection(Guid id)
    {
        lock (gate) calls.EnterSection(id);
    }

    public void ExitSection(Guid id)
    {
        lock (gate) calls.ExitSection(id);
    }

    /// <summary>
    /// Collects calls whose callers have waited too long: they are told so, the calls themselves go on. A call that never ends does not
    /// keep a
    /// deactivating grain in memory.
    /// </summary>
    public void Watch(long now, List<Call> expired)
    {
        // Most are idle, and there may be a hundred thousand: seen without the lock.
        if (calls.IsEmpty) return;
        bool isOverdue;
        lock (gate)
        {
            calls.AddExpiredTo(expired, now);
            isOverdue = state == ActivationState.Deactivating && now >= endBy;
        }
        if (isOverdue) Scheduler.WantPump();
    }

    private Call? TakeNext()
    {
        lock (gate)
        {
            if (state == ActivationState.Valid) return calls.TakeNext();
        }
        AdvanceLife();
        return null;
    }

    private void Start(Call call)
    {
        RequestContext.Values = call.Context;
        Task work;
        try
        {
            work = call.InvokeAsync(this);
        }
        catch (Exception exception)
        {
            // The grain's method is not async and threw: the caller's business, as if it were.
            work = Task.FromException(exception);
        }
        if (work.IsCompleted) Finish(call, work);
        else _ = work.ContinueWith(finish, call, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, Scheduler);
    }

    private void Finish(Call call, Task work)
    {
        if (work.Exception?.InnerException is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, conflict,
                "Its stored state was written by another."));
        }
        lock (gate)
        {
            calls.Leave(call);
            if (call.KeepsAlive) lastUsed = Engine.Clock.Now;
        }
        call.Complete(work);
    }
}
