namespace Rooms.Engine.Conformance.Calls;

public sealed class CallGrain(Probe probe) : Grain, ICallGrain
{
    public Task<Parcel> EchoAsync(Parcel parcel) => Task.FromResult(parcel);

    public ValueTask<int> AddAsync(int a, int b) => ValueTask.FromResult(a + b);

    public async Task ThrowAsync(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task ThrowAtOnceAsync(string message) => throw new InvalidOperationException(message);

    public Task ThrowOneWayAsync(string message) => throw new InvalidOperationException(message);

    public async Task WaitForCancelAsync(CancellationToken cancellation = default)
    {
        probe.Signal($"{this.GetPrimaryKeyString()} waits");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        catch (OperationCanceledException)
        {
            probe.Signal($"{this.GetPrimaryKeyString()} cancelled");
            throw;
        }
    }

    public Task<bool> CanBeCancelledAsync(CancellationToken cancellation = default) =>
        Task.FromResult(cancellation.IsCancellationRequested);

    public Task NeverAsync() => Task.Delay(Timeout.InfiniteTimeSpan);

    public Task<ICallGrain> SelfAsync() => Task.FromResult(this.AsReference<ICallGrain>());

    public Task<string?> ContextAsync(string name) => Task.FromResult((string?)RequestContext.Get(name));

    public async Task<string?> ContextOfAsync(string other, string name)
    {
        var value = await GrainFactory.GetGrain<ICallGrain>(other).ContextAsync(name);
        RequestContext.Set(name, "changed by the callee");
        return value;
    }
}
