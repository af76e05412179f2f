namespace Rooms.Engine.Conformance.Life;

public sealed class StopTests
{
    [Fact]
    public async Task Stop_OfTheHost_AwaitsOnDeactivateAsyncOfEveryActivation()
    {
        await using var cluster = await Cluster.StartAsync(new SharedStorage(), new ReminderShelf());
        var keys = Enumerable.Range(0, 50).Select(i => $"grain{i}").ToList();
        foreach (var key in keys) await cluster.Grains.GetGrain<IKeptGrain>(key).ActivationAsync();
        var probe = cluster.Probe;

        await cluster.StopAsync();

        Assert.All(keys,
            key => Assert.Equal([$"{key} deactivated {DeactivationReasonCode.ShuttingDown}"], probe.Seen($"{key} deactivated")));
    }
}
