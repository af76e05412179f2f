using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Contracts.Shutdown;

namespace Rooms.Gateway.Http;

/// <summary>
/// While the process drains: reads, deletions and what keeps a running stream alive (<see cref="ServedWhileDraining"/>) are answered as ever, all
/// else is new work and refused; every answer asks the client to take another connection next time.
/// </summary>
internal sealed class DrainMiddleware(RequestDelegate next, Drain drain)
{
    private const string Detail = "this server is stopping; what is under way goes on. Try again: another one, or this one restarted, will answer";

    public Task InvokeAsync(HttpContext context)
    {
        if (!drain.IsBegun) return next(context);
        // RFC 9113 8.2.2: HTTP/2 has no such header; its connections are told by the server itself.
        if (HttpProtocol.IsHttp11(context.Request.Protocol) && !context.WebSockets.IsWebSocketRequest) context.Response.Headers.Connection = "close";
        return IsNewWork(context) ? new Problem(ErrorCodes.Draining, Detail).ExecuteAsync(context) : next(context);
    }

    private static bool IsNewWork(HttpContext context)
    {
        if (context.IsSafe() || HttpMethods.IsDelete(context.Request.Method)) return false;
        return context.GetEndpoint()?.Metadata.GetMetadata<ServedWhileDraining>() is null;
    }
}
