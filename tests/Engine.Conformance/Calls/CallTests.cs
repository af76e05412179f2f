namespace Rooms.Engine.Conformance.Calls;

[Collection(SharedClusterCollection.Name)]
public sealed class CallTests(SharedCluster shared)
{
    private readonly string key = Guid.NewGuid().ToString("n");

    private ICallGrain Grain => shared.Grains.GetGrain<ICallGrain>(key);

    [Fact]
    public async Task Message_ThereAndBack_IsWhole()
    {
        var parcel = new Parcel("outer", [1, 2, 3], new Parcel("inner", [], null));

        var echo = await Grain.EchoAsync(parcel);

        Assert.Equal((parcel.Name, parcel.Inner!.Name), (echo.Name, echo.Inner!.Name));
        Assert.Equal(parcel.Numbers, echo.Numbers);
        Assert.Empty(echo.Inner.Numbers);
    }

    [Fact]
    public async Task ValueTaskMethod_Answers() => Assert.Equal(5, await Grain.AddAsync(2, 3));

    [Fact]
    public async Task Exception_ReachesTheCaller()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.ThrowAsync("of the grain"));

        Assert.Equal("of the grain", exception.Message);
    }

    [Fact]
    public async Task Exception_BeforeTheTaskIsMade_ReachesTheCaller()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.ThrowAtOnceAsync("at once"));

        Assert.Equal("at once", exception.Message);
    }

    [Fact]
    public async Task Exception_OfOneWayCall_IsNobodys()
    {
        await Grain.ThrowOneWayAsync("unheard");

        Assert.Equal(3, await Grain.AddAsync(1, 2));
    }

    [Fact]
    public async Task ResponseTimeout_OfTheMethod_EndsTheWait() => await Assert.ThrowsAsync<TimeoutException>(Grain.NeverAsync);

    [Fact]
    public async Task Cancellation_ByTheCaller_ReachesTheGrain()
    {
        using var cancel = new CancellationTokenSource();
        var call = Grain.WaitForCancelAsync(cancel.Token);
        await shared.Probe.WaitAsync($"{key} waits");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await shared.Probe.WaitAsync($"{key} cancelled");
    }

    [Fact]
    public async Task Cancellation_BeforeTheCall_EndsIt()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Grain.WaitForCancelAsync(cancel.Token));

        Assert.DoesNotContain($"{key} waits", shared.Probe.Seen(key));
    }

    [Fact]
    public async Task Cancellation_NotWished_IsNotSeen()
    {
        using var cancel = new CancellationTokenSource();

        Assert.False(await Grain.CanBeCancelledAsync(cancel.Token));
        Assert.False(await Grain.CanBeCancelledAsync());
    }

    [Fact]
    public async Task Reference_InAnAnswer_LeadsToTheSameGrain()
    {
        var self = await Grain.SelfAsync();

        Assert.Equal(Grain, self);
        Assert.Equal(key, self.GetPrimaryKeyString());
        Assert.Equal(Grain.GetGrainId(), self.GetGrainId());
        Assert.NotEqual(shared.Grains.GetGrain<ICallGrain>(key + "-other"), self);
    }

    [Fact]
    public async Task RequestContext_FlowsDownTheChainAndNotBack()
    {
        RequestContext.Set("trace", "of the caller");

        var seen = await Grain.ContextOfAsync(key + "-other", "trace");

        Assert.Equal("of the caller", seen);
        Assert.Equal("of the caller", RequestContext.Get("trace"));
        RequestContext.Clear();
        Assert.Null(await Grain.ContextAsync("trace"));
    }
}
