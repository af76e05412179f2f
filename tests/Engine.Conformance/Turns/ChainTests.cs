namespace Rooms.Engine.Conformance.Turns;

[Collection(SharedClusterCollection.Name)]
public sealed class ChainTests(SharedCluster shared)
{
    private readonly string key = Guid.NewGuid().ToString("n");

    [Fact]
    public async Task CallChain_AllowedToComeBack_IsServed()
    {
        var grain = shared.Grains.GetGrain<IChainGrain>(key);

        var answer = await grain.ThereAndBackAsync(key + "-other", isReentrant: true);

        Assert.Equal(key, answer);
    }

    [Fact]
    public async Task CallChain_NotAllowedToComeBack_EndsInTimeout()
    {
        var grain = shared.Grains.GetGrain<IChainGrain>(key);

        await Assert.ThrowsAsync<TimeoutException>(() => grain.ThereAndBackAsync(key + "-other", isReentrant: false));

        Assert.Equal(key, await grain.PingAsync());
    }

    [Fact]
    public async Task SelfCall_EndsInTimeout()
    {
        var grain = shared.Grains.GetGrain<IChainGrain>(key);

        await Assert.ThrowsAsync<TimeoutException>(grain.CallSelfAsync);

        Assert.Equal(key, await grain.PingAsync());
    }
}
