using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;

namespace Rooms.Grains.Tests.Pushes;

/// <summary>What needs reminders of the test's own.</summary>
public sealed partial class PushScheduleTests
{
    [Fact]
    public async Task Schedule_WhileTheReminderIsTakenAway_HasOneAfterwards()
    {
        await silo.DisposeAsync();
        var reminders = new GatedReminders();
        silo = await TestSilo.StartAsync(directory.Path, services => services.AddSingleton<TimeProvider>(time).AddSingleton<IReminderStore>(reminders));
        await RingAsync((await Schedule.ScheduleAsync(Callers.Backend, Order("first"), null)).Value!.Id);
        await PassUntilAsync(() => reminders.IsRemoving);

        var scheduling = Schedule.ScheduleAsync(Callers.Backend, Order("second"), null);
        reminders.Gate.SetResult();
        Assert.True((await scheduling).IsOk);

        await PassUntilAsync(() => reminders.Removals > 0 && reminders.Count == 1);
    }

    private async Task PassUntilAsync(Func<bool> isReached)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!isReached())
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, deadline.Token);
        }
    }
}
