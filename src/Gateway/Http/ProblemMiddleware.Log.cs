using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Http;

internal sealed partial class ProblemMiddleware
{
    [LoggerMessage(LogLevel.Error, "Unhandled exception in {Method} {Path}")]
    private partial void LogUnhandled(string method, string path, Exception exception);
}
