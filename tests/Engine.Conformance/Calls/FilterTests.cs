namespace Rooms.Engine.Conformance.Calls;

[Collection(SharedClusterCollection.Name)]
public sealed class FilterTests(SharedCluster shared)
{
    private readonly string key = Guid.NewGuid().ToString("n");

    private ILabelGrain Grain => shared.Grains.GetGrain<ILabelGrain>(key);

    [Fact]
    public async Task Filter_ChangesTheResult()
    {
        Assert.Equal("[name]", await Grain.NameAsync());

        Assert.Equal([$"filter {nameof(ILabelGrain.NameAsync)} {key}"], shared.Probe.Seen($"filter {nameof(ILabelGrain.NameAsync)} {key}"));
    }

    [Fact]
    public async Task Filter_LetsTheExceptionThrough()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(Grain.ThrowAsync);

        Assert.Equal("through the filter", exception.Message);
    }

    [Fact]
    public async Task Filter_SeesCallsWithoutResult()
    {
        await Grain.NothingAsync();

        Assert.Single(shared.Probe.Seen($"filter {nameof(ILabelGrain.NothingAsync)} {key}"));
    }
}
