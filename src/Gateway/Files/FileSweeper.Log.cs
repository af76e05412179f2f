using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Files;

internal sealed partial class FileSweeper
{
    [LoggerMessage(LogLevel.Information, "Removed the files of {Rooms} rooms that are gone")]
    private partial void LogRemoved(int rooms);

    [LoggerMessage(LogLevel.Warning, "Files of rooms that are gone could not be removed: {Reason}")]
    private partial void LogFailed(string reason);
}
