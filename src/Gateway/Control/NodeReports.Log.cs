using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Control;

internal sealed partial class NodeReports
{
    [LoggerMessage(LogLevel.Warning, "What node {NodeId} reports of app {App} is not taken now: {Reason}; the next report holds it too")]
    private partial void LogAppNotReported(string nodeId, string app, string reason);
}
