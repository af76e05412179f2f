namespace Rooms.Engine.Conformance.Timers;

public interface IReminderGrain : IGrainWithStringKey
{
    Task StartAsync(string name, TimeSpan due, TimeSpan period);

    Task<bool> StopAsync(string name);

    Task<int> CountAsync();
}

/// <summary>Signals "KEY reminded NAME".</summary>
public sealed class ReminderGrain(Probe probe) : Grain, IReminderGrain, IRemindable
{
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        probe.Signal($"{this.GetPrimaryKeyString()} reminded {reminderName}");
        return Task.CompletedTask;
    }

    public Task StartAsync(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task<bool> StopAsync(string name)
    {
        if (await this.GetReminder(name) is not { } reminder) return false;
        await this.UnregisterReminder(reminder);
        return true;
    }

    public async Task<int> CountAsync() => (await this.GetReminders()).Count;
}
