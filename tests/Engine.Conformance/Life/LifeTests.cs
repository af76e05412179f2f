namespace Rooms.Engine.Conformance.Life;

[Collection(SharedClusterCollection.Name)]
public sealed class LifeTests(SharedCluster shared)
{
    private readonly string key = Guid.NewGuid().ToString("n");

    [Fact]
    public async Task Activation_LeftIdle_IsDeactivatedAndMadeAnew()
    {
        var grain = shared.Grains.GetGrain<ILifeGrain>(key);
        var before = await grain.ActivationAsync();

        await shared.Probe.WaitAsync($"{key} deactivated {DeactivationReasonCode.ActivationIdle}");

        Assert.NotEqual(before, await grain.ActivationAsync());
    }

    [Fact]
    public async Task Activation_KeptAliveOrDelayed_OutlivesAnIdleOne()
    {
        var kept = shared.Grains.GetGrain<IKeptGrain>(key + "-kept");
        var delayed = shared.Grains.GetGrain<ILifeGrain>(key + "-delayed");
        var keptBefore = await kept.ActivationAsync();
        var delayedBefore = await delayed.ActivationAsync();
        await delayed.DelayAsync(TimeSpan.FromHours(1));

        await shared.Grains.GetGrain<ILifeGrain>(key).ActivationAsync();
        await shared.Probe.WaitAsync($"{key} deactivated {DeactivationReasonCode.ActivationIdle}");

        Assert.Equal(keptBefore, await kept.ActivationAsync());
        Assert.Equal(delayedBefore, await delayed.ActivationAsync());
    }

    [Fact]
    public async Task DeactivateOnIdle_EndsTheActivationAfterTheCall()
    {
        var grain = shared.Grains.GetGrain<ILifeGrain>(key);
        var before = await grain.ActivationAsync();

        await grain.DeactivateAsync();

        await shared.Probe.WaitAsync($"{key} deactivated {DeactivationReasonCode.ApplicationRequested}");
        Assert.NotEqual(before, await grain.ActivationAsync());
    }

    [Fact]
    public async Task Activation_ThatFails_FailsTheCallAndTheNextCallTriesAgain()
    {
        var grain = shared.Grains.GetGrain<IFailingGrain>(key);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(grain.ActivationAsync);

        Assert.Equal("not yet", exception.Message);
        Assert.NotEqual(Guid.Empty, await grain.ActivationAsync());
        Assert.Equal(2, shared.Probe.Seen($"{key} activated").Count);
    }
}
