namespace Orleans.Hosting;

public sealed class ReminderOptions
{
    /// <summary>Shorter periods are refused: reminders wake grains, timers do the work.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
