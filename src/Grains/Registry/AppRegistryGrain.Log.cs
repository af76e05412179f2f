using Microsoft.Extensions.Logging;

namespace Rooms.Grains.Registry;

public sealed partial class AppRegistryGrain
{
    [LoggerMessage(LogLevel.Information, "{Action} by {By}: app '{App}' key '{Key}'")]
    private partial void Changed(string action, string by, string app, string? key);

    [LoggerMessage(LogLevel.Warning, "The registry of apps and keys could not be written and is read again: {Reason}")]
    private partial void AppendFailed(string reason);
}
