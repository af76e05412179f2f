using System.Net;
using Microsoft.AspNetCore.Http;

namespace Rooms.Edge;

/// <summary>Is this request from a person or program on this very machine?</summary>
public static class RequestOrigin
{
    /// <summary>
    /// The connection's other end is loopback, no proxy stands between (its header would still be there, unbelieved), and the browser was told
    /// a local name: a page of another site whose name was pointed at 127.0.0.1 is none of ours.
    /// </summary>
    public static bool IsLocal(this HttpRequest request)
    {
        var address = request.HttpContext.Connection.RemoteIpAddress;
        if (address is null || !IPAddress.IsLoopback(address)) return false;
        if (request.Headers.ContainsKey("X-Forwarded-For") || request.Headers.ContainsKey("Forwarded")) return false;
        return IsLocalName(request.Host.Host);
    }

    private static bool IsLocalName(string host) =>
        host.Length == 0 || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
