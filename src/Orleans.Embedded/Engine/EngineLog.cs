using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded;

internal static partial class EngineLog
{
    [LoggerMessage(LogLevel.Warning, "{GrainId} could not be activated; its callers get the exception")]
    public static partial void ActivationFailed(this ILogger log, Exception exception, GrainId grainId);

    [LoggerMessage(LogLevel.Error, "OnDeactivateAsync of {GrainId} failed")]
    public static partial void DeactivationFailed(this ILogger log, Exception exception, GrainId grainId);

    [LoggerMessage(LogLevel.Error, "A timer of {GrainId} failed; it will tick again")]
    public static partial void TimerFailed(this ILogger log, Exception exception, GrainId grainId);

    [LoggerMessage(LogLevel.Debug, "One-way call {Method} to {GrainId} failed")]
    public static partial void OneWayFailed(this ILogger log, Exception exception, string method, GrainId grainId);

    [LoggerMessage(LogLevel.Error, "Reminder {Reminder} of {GrainId} failed; it will be due again")]
    public static partial void ReminderFailed(this ILogger log, Exception exception, string reminder, GrainId grainId);

    [LoggerMessage(LogLevel.Warning, "Stopped with {Activations} activations that had not ended in time")]
    public static partial void StopTimedOut(this ILogger log, int activations);
}
