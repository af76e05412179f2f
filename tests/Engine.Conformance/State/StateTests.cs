using Orleans.Storage;

namespace Rooms.Engine.Conformance.State;

[Collection(SharedClusterCollection.Name)]
public sealed class StateTests(SharedCluster shared)
{
    private readonly string key = Guid.NewGuid().ToString("n");

    [Fact]
    public async Task State_IsNullInTheConstructorAndReadBeforeOnActivate()
    {
        var sight = await shared.Grains.GetGrain<ISharedStoredGrain>(key).LookAsync();

        Assert.Equal(new Sight(WasNullInConstructor: true, CountOnActivate: 0, Count: 0, RecordExists: false), sight);
    }

    [Fact]
    public async Task State_AfterIdleDeactivation_Returns()
    {
        var grain = shared.Grains.GetGrain<IMemoryStoredGrain>(key);
        await grain.AddAsync();
        await grain.AddAsync();

        await shared.Probe.WaitAsync($"{key} deactivated {DeactivationReasonCode.ActivationIdle}");

        Assert.Equal(new Sight(true, CountOnActivate: 2, Count: 2, RecordExists: true), await grain.LookAsync());
    }

    [Fact]
    public async Task State_WithoutStorageName_IsInTheStorageWithoutKey()
    {
        var grain = shared.Grains.GetGrain<IDefaultStoredGrain>(key);
        shared.Storage.Overwrite("stored", grain.GetGrainId(), new Stored { Count = 5 });

        await grain.AddAsync();

        Assert.Equal(6, (await grain.LookAsync()).Count);
    }

    [Fact]
    public async Task State_Cleared_IsNewAndHasNoRecord()
    {
        var grain = shared.Grains.GetGrain<IMemoryStoredGrain>(key);
        await grain.AddAsync();

        await grain.ClearAsync();

        var sight = await grain.LookAsync();
        Assert.Equal((0, false), (sight.Count, sight.RecordExists));
        await grain.AddAsync();
        Assert.Equal(1, (await grain.LookAsync()).Count);
    }

    [Fact]
    public async Task Write_AfterAnotherWrote_ThrowsAndTheNextActivationReadsAgain()
    {
        var grain = shared.Grains.GetGrain<ISharedStoredGrain>(key);
        await grain.AddAsync();
        shared.Storage.Overwrite(SharedStoredGrain.StateName, grain.GetGrainId(), new Stored { Count = 70 });

        await Assert.ThrowsAsync<InconsistentStateException>(grain.AddAsync);

        await shared.Probe.WaitAsync($"{key} deactivated {DeactivationReasonCode.ApplicationError}");
        await grain.AddAsync();
        Assert.Equal(71, (await grain.LookAsync()).Count);
    }
}
