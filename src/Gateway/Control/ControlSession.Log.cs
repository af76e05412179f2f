using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Control;

internal sealed partial class ControlSession
{
    [LoggerMessage(LogLevel.Information, "Node {NodeId} is registered, session {Session}")]
    private partial void LogRegistered(string nodeId, string session);

    [LoggerMessage(LogLevel.Information, "Control connection of node {NodeId} is closed: {Reason}")]
    private partial void LogClosed(string nodeId, string reason);

    [LoggerMessage(LogLevel.Warning, "Node {NodeId} waits for its registration: {Reason}")]
    private partial void LogRegistrationWaits(string nodeId, string reason);

    [LoggerMessage(LogLevel.Warning, "Node {NodeId} does not read its control connection, or has left it; it is closed")]
    private partial void LogNotSent(string nodeId);

    [LoggerMessage(LogLevel.Warning, "Node {NodeId}: a message was refused with {Code}: {Detail}")]
    private partial void LogMessageRefused(string nodeId, string code, string detail);

    [LoggerMessage(LogLevel.Warning, "Node {NodeId} refused message {MessageId} with {Code}: {Detail}")]
    private partial void LogNodeRefused(string nodeId, string messageId, string code, string detail);

    [LoggerMessage(LogLevel.Warning, "A report of a media node did not reach its grain")]
    private partial void LogWorkFailed(Exception exception);
}
