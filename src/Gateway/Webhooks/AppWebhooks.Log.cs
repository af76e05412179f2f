using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Webhooks;

internal sealed partial class AppWebhooks
{
    [LoggerMessage(LogLevel.Warning, "Webhooks of app {App}: event {EventId} was not taken, it is posted again: {Reason}. Told once until one is taken")]
    private partial void LogFailed(string app, string eventId, string reason);

    [LoggerMessage(LogLevel.Information, "Webhooks of app {App}: its backend takes events again")]
    private partial void LogBack(string app);

    [LoggerMessage(LogLevel.Warning, "Webhooks of app {App}: event {EventId} was given up and can be replayed (POST /v1/webhooks/dead/replay): {Reason}")]
    private partial void LogGivenUp(string app, string eventId, string reason);

    [LoggerMessage(LogLevel.Warning, "Webhooks of app {App} cannot be read, tried again: {Reason}")]
    private partial void LogNotTaken(string app, string reason);

    [LoggerMessage(LogLevel.Warning, "Webhooks of app {App}: what became of {Lane} could not be stored, its events are posted again: {Reason}")]
    private partial void LogNotReported(string app, string lane, string reason);

    [LoggerMessage(LogLevel.Error, "Webhooks of app {App}: taking events failed")]
    private partial void LogTurnFailed(Exception fault, string app);

    [LoggerMessage(LogLevel.Error, "Webhooks of app {App}: the posting of {Lane} failed")]
    private partial void LogLaneFailed(Exception fault, string app, string lane);
}
