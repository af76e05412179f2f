using Orleans.Core;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The life of an activation: made by its first call, ended by idleness, by wish, by a fault or by the engine's stop.</summary>
internal sealed partial class Activation
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IStorage> states = [];
    private readonly List<GrainTimer> timers = [];
    private DeactivationReason reason;
    private bool isDeactivationWanted;
    private long keepUntil;
    private long endBy = long.MaxValue;

    /// <summary>Completes when OnDeactivateAsync has run and the activation is out of the catalog.</summary>
    public Task Ended => ended.Task;

    /// <summary>From any thread. Running calls end first, waiting ones go to the next activation.</summary>
    public void Deactivate(DeactivationReason because)
    {
        lock (gate)
        {
            if (isDeactivationWanted || state >= ActivationState.Deactivating) return;
            isDeactivationWanted = true;
            reason = because;
            endBy = Engine.Clock.Now + Engine.Collection.DeactivationTimeout.Ticks;
            // A cold activation is made first, then ended: as on Orleans, its callers see one life.
            if (state == ActivationState.Valid) state = ActivationState.Deactivating;
        }
        Scheduler.WantPump();
    }

    public void DelayDeactivation(TimeSpan time)
    {
        lock (gate) keepUntil = time == TimeSpan.MaxValue
            || time == Timeout.InfiniteTimeSpan ? long.MaxValue : Engine.Clock.Now + time.Ticks;
    }

    public void DeactivateIfIdle(long now, TimeSpan age)
    {
        lock (gate)
        {
            if (state != ActivationState.Valid || !calls.IsEmpty) return;
            if (now - lastUsed < age.Ticks || now < keepUntil) return;
        }
        Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Idle."));
    }

    public GrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        lock (gate) timers.Add(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void RemoveTimer(GrainTimer timer)
    {
        lock (gate) timers.Remove(timer);
    }

    /// <summary>The next step of life, if one is due. Always a turn; the steps are turns of their own.</summary>
    private void AdvanceLife()
    {
        ActivationState next;
        lock (gate)
        {
            if (state == ActivationState.Created) next = ActivationState.Activating;
            else if (state == ActivationState.Deactivating
                && (calls.RunningCount == 0 || Engine.Clock.Now >= endBy)) next = ActivationState.Ending;
            else return;
            state = next;
        }
        _ = next == ActivationState.Activating ? ActivateAsync() : EndAsync();
    }

    private async Task ActivateAsync()
    {
        try
        {
            lock (gate) RequestContext.Values = calls.FirstWaiting?.Context;
            await MakeGrainAsync();
        }
        catch (Exception exception)
        {
            Engine.Log.ActivationFailed(exception, GrainId);
            foreach (var call in Leave()) call.Fail(exception);
            return;
        }
        lock (gate)
        {
            state = isDeactivationWanted ? ActivationState.Deactivating : ActivationState.Valid;
            lastUsed = Engine.Clock.Now;
            if (Engine.Faults is { } faults) faults.Reorder(calls);
        }
        Pump();
    }

    private async Task MakeGrainAsync()
    {
        var limit = Engine.Collection.ActivationTimeout;
        using var patience = new CancellationTokenSource(limit, Engine.Time);
        Instance = Class.Create(this, states);
        foreach (var stored in states) await stored.ReadStateAsync(patience.Token).WaitAsync(limit, Engine.Time);
        if (Instance is IGrainBase grain) await grain.OnActivateAsync(patience.Token).WaitAsync(limit, Engine.Time);
    }

    private async Task EndAsync()
    {
        StopTimers();
        try
        {
            var limit = Engine.Collection.DeactivationTimeout;
            using var patience = new CancellationTokenSource(limit, Engine.Time);
            if (Instance is IGrainBase grain) await grain.OnDeactivateAsync(reason, patience.Token).WaitAsync(limit, Engine.Time);
            if (Instance is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync();
            else if (Instance is IDisposable disposable) disposable.Dispose();
        }
        catch (Exception exception)
        {
            Engine.Log.DeactivationFailed(exception, GrainId);
        }
        foreach (var call in Leave()) Engine.Forward(call);
    }

    /// <summary>Out of the catalog first, so that callers who find this activation ended get a new one; what waited is returned.</summary>
    private List<Call> Leave()
    {
        StopTimers();
        owner.Remove(this);
        List<Call> rest;
        lock (gate)
        {
            state = ActivationState.Ended;
            rest = calls.TakeAllWaiting();
        }
        // References remember where their last call went; they must not keep the grain.
        Instance = null!;
        states.Clear();
        ended.TrySetResult();
        return rest;
    }

    private void StopTimers()
    {
        GrainTimer[] all;
        lock (gate) all = [.. timers];
        foreach (var timer in all) timer.Dispose();
    }
}
