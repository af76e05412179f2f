namespace Rooms.MediaRelay.Control;

internal sealed partial class ControlClient
{
    [LoggerMessage(LogLevel.Information, "Node {NodeId} is registered with {Target}")]
    private partial void LogRegistered(string nodeId, string target);

    [LoggerMessage(LogLevel.Warning, "No connection to {Target}: {Reason}. Streams go on; the next attempt is in {Wait}")]
    private partial void LogDisconnected(string target, string reason, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "Control:Url is not set, so nobody may publish here: set it to ws://GATEWAY/control, and Control:Secret")]
    private partial void LogUnconfigured();
}
