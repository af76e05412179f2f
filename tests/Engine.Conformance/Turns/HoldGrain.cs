namespace Rooms.Engine.Conformance.Turns;

public abstract class HoldGrainBase(Probe probe) : Grain, IHold
{
    public Task HoldAsync(string name) => SignalAndWaitAsync(name);

    public Task HoldReadOnlyAsync(string name) => SignalAndWaitAsync(name);

    public Task HoldInterleavedAsync(string name) => SignalAndWaitAsync(name);

    public Task HoldOneWayAsync(string name) => SignalAndWaitAsync(name);

    private async Task SignalAndWaitAsync(string name)
    {
        var key = this.GetPrimaryKeyString();
        probe.Signal($"{key} started {name}");
        await probe.WaitAsync($"{key} release {name}");
    }
}

public sealed class HoldGrain(Probe probe) : HoldGrainBase(probe), IHoldGrain;

[Reentrant]
public sealed class ReentrantHoldGrain(Probe probe) : HoldGrainBase(probe), IReentrantHoldGrain;

[StatelessWorker(WorkerGrain.Max)]
public sealed class WorkerGrain(Probe probe) : HoldGrainBase(probe), IWorkerGrain
{
    public const int Max = 2;
}
