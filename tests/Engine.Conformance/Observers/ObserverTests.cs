using System.Runtime.CompilerServices;

namespace Rooms.Engine.Conformance.Observers;

[Collection(SharedClusterCollection.Name)]
public sealed class ObserverTests(SharedCluster shared)
{
    private readonly string key = Guid.NewGuid().ToString("n");

    private INewsGrain Grain => shared.Grains.GetGrain<INewsGrain>(key);

    [Fact]
    public async Task Observer_Subscribed_HearsInOrder()
    {
        var listener = new Listener(key, shared.Probe);
        await Grain.SubscribeAsync("a", shared.Grains.CreateObjectReference<INewsObserver>(listener));

        await Grain.TellAsync("one");
        await Grain.TellAsync("two");

        await shared.Probe.WaitAsync($"{key} heard two");
        Assert.Equal([$"{key} heard one", $"{key} heard two"], shared.Probe.Seen($"{key} heard"));
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_Asked_AnswersAndItsExceptionCrosses()
    {
        var listener = new Listener(key, shared.Probe);
        var reference = shared.Grains.CreateObjectReference<INewsObserver>(listener);

        Assert.Equal($"who: {key}", await Grain.AskAsync(reference, "who"));
        await Assert.ThrowsAsync<ArgumentException>(() => Grain.AskAsync(reference, ""));
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_WhoseReferenceWasDeleted_HearsNoMore()
    {
        var (first, second) = (new Listener(key + "-1", shared.Probe), new Listener(key + "-2", shared.Probe));
        var reference = shared.Grains.CreateObjectReference<INewsObserver>(first);
        await Grain.SubscribeAsync("1", reference);
        await Grain.SubscribeAsync("2", shared.Grains.CreateObjectReference<INewsObserver>(second));

        shared.Grains.DeleteObjectReference<INewsObserver>(reference);
        await Grain.TellAsync("news");

        await shared.Probe.WaitAsync($"{key}-2 heard news");
        Assert.Empty(shared.Probe.Seen($"{key}-1"));
        GC.KeepAlive((first, second));
    }

    [Fact]
    public async Task Observer_ThatNobodyKeeps_IsCollected()
    {
        var weak = Subscribe();
        await Grain.TellAsync("news");

        for (var i = 0; i < 50 && weak.IsAlive; i++)
        {
            await Task.Yield();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(weak.IsAlive);
        await Grain.TellAsync("more news");
    }

    [Fact]
    public async Task ObserverManager_ForgetsWhoIsNotHeardOf()
    {
        var listener = new Listener(key, shared.Probe);
        await Grain.SubscribeAsync("a", shared.Grains.CreateObjectReference<INewsObserver>(listener));
        await Grain.AdvanceAsync(NewsGrain.Expiration / 2);
        Assert.Equal(1, await Grain.CountAsync());

        await Grain.AdvanceAsync(NewsGrain.Expiration * 2);

        Assert.Equal(0, await Grain.CountAsync());
        GC.KeepAlive(listener);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Subscribe()
    {
        var listener = new Listener(key, shared.Probe);
        _ = Grain.SubscribeAsync("a", shared.Grains.CreateObjectReference<INewsObserver>(listener));
        return new WeakReference(listener);
    }
}
