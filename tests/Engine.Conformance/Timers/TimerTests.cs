namespace Rooms.Engine.Conformance.Timers;

[Collection(SharedClusterCollection.Name)]
public sealed class TimerTests(SharedCluster shared)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);
    private readonly string key = Guid.NewGuid().ToString("n");

    private ITimerGrain Grain => shared.Grains.GetGrain<ITimerGrain>(key);

    [Fact]
    public async Task Timer_Ticks_UntilItIsDisposed()
    {
        await Grain.StartAsync("a", Soon, Soon, isInterleaved: false, keepsAlive: true);
        for (var i = 0; i < 3; i++) await shared.Probe.WaitAsync($"{key} tick a");

        await Grain.StopAsync("a");

        // Another timer ticks ten times meanwhile; the first is silent. One tick may have been on its way.
        var seen = shared.Probe.Seen($"{key} tick a").Count;
        await Grain.StartAsync("b", Soon, Soon, isInterleaved: false, keepsAlive: true);
        for (var i = 0; i < 10; i++) await shared.Probe.WaitAsync($"{key} tick b");
        Assert.InRange(shared.Probe.Seen($"{key} tick a").Count, seen, seen + 1);
        await Grain.StopAsync("b");
    }

    [Fact]
    public async Task Timer_WithoutPeriod_TicksOnceUntilItIsChanged()
    {
        await Grain.StartAsync("once", Soon, Timeout.InfiniteTimeSpan, isInterleaved: false, keepsAlive: true);
        await shared.Probe.WaitAsync($"{key} tick once");
        await Grain.StartAsync("clock", Soon, Soon, isInterleaved: false, keepsAlive: true);
        for (var i = 0; i < 10; i++) await shared.Probe.WaitAsync($"{key} tick clock");
        Assert.Single(shared.Probe.Seen($"{key} tick once"));

        await Grain.ChangeAsync("once", Soon, Timeout.InfiniteTimeSpan);

        await shared.Probe.WaitAsync($"{key} tick once");
        await Grain.StopAsync("clock");
    }

    [Fact]
    public async Task Timer_ThatTakesLong_DoesNotOverlapItself()
    {
        await Grain.StartSlowAsync();

        for (var i = 0; i < 5; i++)
        {
            await shared.Probe.WaitAsync($"{key} begins");
            shared.Probe.Signal($"{key} go on");
            await shared.Probe.WaitAsync($"{key} ends");
        }

        var order = shared.Probe.Seen(key).Where(name => !name.EndsWith("go on", StringComparison.Ordinal)).Take(10);
        Assert.Equal(Enumerable.Repeat(new[] { $"{key} begins", $"{key} ends" }, 5).SelectMany(pair => pair), order);
        for (var i = 0; i < 100; i++) shared.Probe.Signal($"{key} go on");
        await Grain.StopAsync("slow");
    }

    [Fact]
    public async Task Timer_ThatFailed_TicksAgain()
    {
        await Grain.StartFailingAsync();

        await shared.Probe.WaitAsync($"{key} tick again");
    }

    [Fact]
    public async Task Timer_Interleaved_TicksWhileACallAwaits()
    {
        await Grain.StartAsync("interleaved", TimeSpan.FromMilliseconds(200), Soon, isInterleaved: true, keepsAlive: true);
        var held = Grain.HoldAsync();
        await shared.Probe.WaitAsync($"{key} holds");

        for (var i = 0; i < 3; i++) await shared.Probe.WaitAsync($"{key} tick interleaved");

        shared.Probe.Signal($"{key} let go");
        await held;
        await Grain.StopAsync("interleaved");
    }

    [Fact]
    public async Task Timer_Plain_WaitsForTheCallThatAwaits()
    {
        await Grain.StartAsync("plain", TimeSpan.FromMilliseconds(200), Timeout.InfiniteTimeSpan, isInterleaved: false, keepsAlive: true);
        await Grain.StartAsync("clock", Soon, Soon, isInterleaved: true, keepsAlive: true);
        var held = Grain.HoldAsync();
        await shared.Probe.WaitAsync($"{key} holds");
        for (var i = 0; i < 40; i++) await shared.Probe.WaitAsync($"{key} tick clock");

        shared.Probe.Signal($"{key} let go");
        await held;

        await shared.Probe.WaitAsync($"{key} tick plain");
        Assert.Equal($"{key} let go",
            shared.Probe.Seen(key).First(name => name.EndsWith("let go", StringComparison.Ordinal)
                || name.EndsWith("tick plain", StringComparison.Ordinal)));
        await Grain.StopAsync("clock");
    }

    [Fact]
    public async Task Timer_ThatDoesNotKeepAlive_EndsWithItsIdleActivation()
    {
        await Grain.StartAsync("a", Soon, Soon, isInterleaved: false, keepsAlive: false);

        await shared.Probe.WaitAsync($"{key} deactivated");

        Assert.NotEmpty(shared.Probe.Seen($"{key} tick a"));
    }
}
