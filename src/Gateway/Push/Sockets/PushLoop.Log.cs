using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Push.Sockets;

internal sealed partial class PushLoop
{
    [LoggerMessage(LogLevel.Error, "A push loop ended; its connections are closed")]
    private partial void LoopFailed(Exception bug);

    [LoggerMessage(LogLevel.Error, "Work on a push loop failed; the loop goes on")]
    private partial void TaskFailed(Exception bug);

    [LoggerMessage(LogLevel.Error, "A connection whose first bytes had come could not be taken over; it is closed")]
    internal partial void WaitingFailed(Exception bug);

    [LoggerMessage(LogLevel.Error, "A {Protocol} session failed; its connection {ConnectionId} is closed")]
    internal partial void SessionFailed(Exception bug, string protocol, string connectionId);
}
