using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Push.RoomsV1;

internal sealed partial class RoomsSession
{
    private void CommandFailed(Exception bug, string sessionId) => LogCommandFailed(parts.Logger, bug, sessionId);

    [LoggerMessage(Level = LogLevel.Error, Message = "A command of session {SessionId} failed")]
    private static partial void LogCommandFailed(ILogger logger, Exception bug, string sessionId);
}
