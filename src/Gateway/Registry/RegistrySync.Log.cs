using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Registry;

internal sealed partial class RegistrySync
{
    [LoggerMessage(LogLevel.Warning, "The registry of apps and keys cannot be read: {Reason}; what was read before stays valid")]
    private partial void LogNotRead(string reason);
}
