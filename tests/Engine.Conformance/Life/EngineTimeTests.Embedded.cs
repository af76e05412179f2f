using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Rooms.Engine.Conformance.Timers;
using Rooms.Engine.Conformance.Turns;
using Rooms.Testing;

namespace Rooms.Engine.Conformance.Life;

/// <summary>All of the embedded engine's time comes from the registered <see cref="TimeProvider"/>; its queues have a bound.</summary>
public sealed class EngineTimeTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task IdleTime_PassedOnTheClock_DeactivatesAndTimersTick()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Grains.GetGrain<ITimerGrain>("timed");
        await grain.StartAsync("hourly", TimeSpan.FromHours(1), TimeSpan.FromHours(1), isInterleaved: false, keepsAlive: true);
        await cluster.Grains.GetGrain<IKeptGrain>("kept").ActivationAsync();

        time.Advance(TimeSpan.FromSeconds(10));

        await cluster.Probe.WaitAsync("timed deactivated");
        await grain.StartAsync("soon", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), isInterleaved: false, keepsAlive: true);
        time.Advance(TimeSpan.FromSeconds(1));
        await cluster.Probe.WaitAsync("timed tick soon");
        Assert.Empty(cluster.Probe.Seen("kept deactivated"));
    }

    [Fact]
    public async Task ResponseTimeout_PassedOnTheClock_EndsTheWait()
    {
        await using var cluster = await StartAsync();
        var call = cluster.Grains.GetGrain<IHoldGrain>("timed").HoldAsync("long");
        await cluster.Probe.WaitAsync("timed started long");
        Assert.False(call.IsCompleted);

        time.Advance(Cluster.ResponseTimeout * 2);

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        cluster.Probe.Signal("timed release long");
    }

    [Fact]
    public async Task Queue_OverItsLimit_RejectsAndServesTheRest()
    {
        await using var cluster = await StartAsync(silo =>
            silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 3));
        var grain = cluster.Grains.GetGrain<IHoldGrain>("full");
        var first = grain.HoldAsync("first");
        await cluster.Probe.WaitAsync("full started first");
        var waiting = Enumerable.Range(0, 3).Select(_ => grain.HoldAsync("waiting")).ToList();

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => grain.HoldAsync("one too many"));

        cluster.Probe.Signal("full release first");
        for (var i = 0; i < 3; i++) cluster.Probe.Signal("full release waiting");
        await Task.WhenAll(waiting.Append(first));
        Assert.DoesNotContain("full started one too many", cluster.Probe.Seen("full"));
    }

    private Task<Cluster> StartAsync(Action<ISiloBuilder>? configure = null) =>
        Cluster.StartAsync(new SharedStorage(), new ReminderShelf(), silo =>
    {
        silo.Services.AddSingleton<TimeProvider>(time);
        configure?.Invoke(silo);
    });
}
