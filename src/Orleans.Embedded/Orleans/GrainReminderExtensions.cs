using Orleans.Embedded;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Reminders of a grain: they outlive the activation and, with a lasting <see cref="IReminderStore"/>, the process.</summary>
public static class GrainReminderExtensions
{
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime,
        TimeSpan period) =>
        Service(grain).RegisterAsync(GrainOf(grain), reminderName, dueTime, period);

    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) => Service(grain).UnregisterAsync(reminder);

    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName) =>
        Task.FromResult(Service(grain).Find(grain.GrainContext.GrainId, reminderName));

    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) =>
        Task.FromResult(Service(grain).FindAll(grain.GrainContext.GrainId));

    private static GrainId GrainOf(IGrainBase grain) => grain is IRemindable
        ? grain.GrainContext.GrainId
        : throw new InvalidOperationException($"{grain.GetType().Name} has reminders but is not {nameof(IRemindable)}.");

    private static ReminderService Service(IGrainBase grain) => ((Activation)grain.GrainContext).Engine.Reminders
        ?? throw new InvalidOperationException("No reminder service: call UseInMemoryReminderService or register an IReminderStore.");
}
