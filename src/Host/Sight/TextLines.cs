using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Rooms.Host.Sight;

/// <summary><c>16:44:22.123 warn: Rooms.Gateway.Auth.JwksSource: what happened [trace]</c>; an exception on the lines below.</summary>
internal sealed class TextLines(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "rooms-text";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(time.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture));
        textWriter.Write($" {Short(logEntry.LogLevel)}: {logEntry.Category}: {message} [{TraceIds.Current}]\n");
        if (logEntry.Exception is { } exception) textWriter.Write($"{exception}\n");
    }

    private static string Short(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
