using System.Diagnostics;
using Microsoft.Extensions.Logging.Console;
using Rooms.Configuration;

namespace Rooms.Host.Sight;

internal static class SightRegistration
{
    /// <summary>Log lines in the wanted form, and the export of traces and metrics.</summary>
    public static void AddSight(this WebApplicationBuilder builder, Role role)
    {
        // Whatever form a caller's header has: traces are W3C's.
        Activity.DefaultIdFormat = ActivityIdFormat.W3C;
        Activity.ForceDefaultIdFormat = true;
        var services = builder.Services;
        services.AddChecked<LogOptions>(LogOptions.Section).AddChecked<OtlpOptions>(OtlpOptions.Section);
        builder.Logging.AddConsoleFormatter<TextLines, ConsoleFormatterOptions>().AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        // Not through LogOptions: a fault there is to be listed with all others, and there is a logger before that.
        var isJson = nameof(LogFormat.Json).Equals(builder.Configuration[$"{LogOptions.Section}:{nameof(LogOptions.Format)}"], StringComparison.OrdinalIgnoreCase);
        services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = isJson ? JsonLines.FormatName : TextLines.FormatName);
        services.AddSingleton(role);
        services.AddHostedService<OtlpExport>();
    }
}
