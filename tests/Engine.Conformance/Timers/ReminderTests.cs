namespace Rooms.Engine.Conformance.Timers;

public sealed class ReminderTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);
    private readonly SharedStorage storage = new();
    private readonly ReminderShelf shelf = new();

    [Fact]
    public async Task Reminder_AfterARestart_WakesTheGrain()
    {
        await using (var first = await Cluster.StartAsync(storage, shelf))
        {
            await first.Grains.GetGrain<IReminderGrain>("sleeper").StartAsync("alarm", Short, Short);
            await first.Probe.WaitAsync("sleeper reminded alarm");
        }

        await using var second = await Cluster.StartAsync(storage, shelf);

        await second.Probe.WaitAsync("sleeper reminded alarm");
    }

    [Fact]
    public async Task Reminder_Unregistered_IsGone()
    {
        await using var cluster = await Cluster.StartAsync(storage, shelf);
        var grain = cluster.Grains.GetGrain<IReminderGrain>("sleeper");
        await grain.StartAsync("alarm", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        Assert.Equal((1, 1), (await grain.CountAsync(), shelf.Count));

        Assert.True(await grain.StopAsync("alarm"));

        Assert.Equal((0, 0), (await grain.CountAsync(), shelf.Count));
        Assert.False(await grain.StopAsync("alarm"));
    }

    [Fact]
    public async Task Reminder_RegisteredAgain_HasTheNewTimes()
    {
        await using var cluster = await Cluster.StartAsync(storage, shelf);
        var grain = cluster.Grains.GetGrain<IReminderGrain>("sleeper");
        await grain.StartAsync("alarm", TimeSpan.FromHours(1), TimeSpan.FromHours(1));

        await grain.StartAsync("alarm", Short, Short);

        await cluster.Probe.WaitAsync("sleeper reminded alarm");
        Assert.Equal(1, await grain.CountAsync());
    }
}
