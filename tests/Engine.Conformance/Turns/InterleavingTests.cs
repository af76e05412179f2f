namespace Rooms.Engine.Conformance.Turns;

[Collection(SharedClusterCollection.Name)]
public sealed class InterleavingTests(SharedCluster shared)
{
    private readonly string key = Guid.NewGuid().ToString("n");

    [Fact]
    public async Task PlainCall_WhileAnotherAwaits_WaitsForItsEnd()
    {
        var grain = shared.Grains.GetGrain<IHoldGrain>(key);
        var first = await StartedAsync("first", grain.HoldAsync("first"));

        var second = grain.HoldAsync("second");

        // An interleaved call that was sent later has been served: the plain one had its chance.
        await EndAsync("late", await StartedAsync("late", grain.HoldInterleavedAsync("late")));
        Assert.Equal([$"{key} started first", $"{key} started late"], shared.Probe.Seen($"{key} started"));
        await EndAsync("first", first);
        await EndAsync("second", await StartedAsync("second", second));
    }

    [Fact]
    public async Task ReadOnlyCall_WhileReadOnlyAwaits_Runs()
    {
        var grain = shared.Grains.GetGrain<IHoldGrain>(key);
        var first = await StartedAsync("first", grain.HoldReadOnlyAsync("first"));

        var second = await StartedAsync("second", grain.HoldReadOnlyAsync("second"));

        await EndAsync("second", second);
        await EndAsync("first", first);
    }

    [Fact]
    public async Task ReadOnlyCall_WhilePlainCallAwaits_WaitsForItsEnd()
    {
        var grain = shared.Grains.GetGrain<IHoldGrain>(key);
        var first = await StartedAsync("first", grain.HoldAsync("first"));

        var second = grain.HoldReadOnlyAsync("second");

        await EndAsync("late", await StartedAsync("late", grain.HoldInterleavedAsync("late")));
        Assert.DoesNotContain($"{key} started second", shared.Probe.Seen(key));
        await EndAsync("first", first);
        await EndAsync("second", await StartedAsync("second", second));
    }

    [Fact]
    public async Task PlainCall_WhileInterleavedCallAwaits_Runs()
    {
        var grain = shared.Grains.GetGrain<IHoldGrain>(key);
        var first = await StartedAsync("first", grain.HoldInterleavedAsync("first"));

        var second = await StartedAsync("second", grain.HoldAsync("second"));

        await EndAsync("second", second);
        await EndAsync("first", first);
    }

    [Fact]
    public async Task PlainCall_OfReentrantGrain_RunsWhileAnotherAwaits()
    {
        var grain = shared.Grains.GetGrain<IReentrantHoldGrain>(key);
        var first = await StartedAsync("first", grain.HoldAsync("first"));

        var second = await StartedAsync("second", grain.HoldAsync("second"));

        await EndAsync("second", second);
        await EndAsync("first", first);
    }

    [Fact]
    public async Task OneWayCall_ReturnsBeforeItEnds()
    {
        var grain = shared.Grains.GetGrain<IHoldGrain>(key);

        await grain.HoldOneWayAsync("only");

        await shared.Probe.WaitAsync($"{key} started only");
        shared.Probe.Signal($"{key} release only");
        await EndAsync("next", await StartedAsync("next", grain.HoldAsync("next")));
    }

    [Fact]
    public async Task StatelessWorker_RunsAsManyCallsAsItHasWorkers()
    {
        var grain = shared.Grains.GetGrain<IWorkerGrain>(key);
        var calls = Enumerable.Range(0, WorkerGrain.Max + 1).Select(_ => grain.HoldAsync("any")).ToList();

        for (var i = 0; i < WorkerGrain.Max; i++) await shared.Probe.WaitAsync($"{key} started any");

        Assert.Equal(WorkerGrain.Max, shared.Probe.Seen($"{key} started").Count);
        // The call that is left waits for one of the workers, and which one is the engine's business.
        for (var i = 0; i < WorkerGrain.Max; i++) shared.Probe.Signal($"{key} release any");
        await shared.Probe.WaitAsync($"{key} started any");
        shared.Probe.Signal($"{key} release any");
        await Task.WhenAll(calls);
    }

    private async Task<Task> StartedAsync(string name, Task call)
    {
        await shared.Probe.WaitAsync($"{key} started {name}");
        return call;
    }

    private async Task EndAsync(string name, Task call)
    {
        shared.Probe.Signal($"{key} release {name}");
        await call;
    }
}
