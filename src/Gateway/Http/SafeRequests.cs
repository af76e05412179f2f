using Microsoft.AspNetCore.Http;

namespace Rooms.Gateway.Http;

/// <summary>Requests that change nothing, as RFC 9110 section 9.2.1 has it.</summary>
internal static class SafeRequests
{
    /// <summary>
    /// A WebSocket's opening is one too. Over HTTP/1.1 it is a GET; browsers under TLS send CONNECT over HTTP/2 (RFC 8441 section 5), and it means the
    /// same. Each endpoint looks at the token and the origin itself.
    /// </summary>
    public static bool IsSafe(this HttpContext context)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)) return true;
        return HttpMethods.IsConnect(method) && context.WebSockets.IsWebSocketRequest;
    }
}
