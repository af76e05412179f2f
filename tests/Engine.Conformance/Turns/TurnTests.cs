namespace Rooms.Engine.Conformance.Turns;

[Collection(SharedClusterCollection.Name)]
public sealed class TurnTests(SharedCluster shared)
{
    private readonly string key = Guid.NewGuid().ToString("n");

    [Fact]
    public async Task Calls_FromManyCallers_RunOneAfterTheOther()
    {
        var grain = shared.Grains.GetGrain<ICounterGrain>(key);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(grain.AddSlowlyAsync)));

        Assert.Equal(200, await grain.GetAsync());
    }

    [Fact]
    public async Task Turns_OfInterleavedCalls_NeverOverlap()
    {
        var grain = shared.Grains.GetGrain<IReentrantCounterGrain>(key);

        var most = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => grain.TakeTurnsAsync(200))));

        Assert.All(most, seen => Assert.Equal(1, seen));
    }
}
