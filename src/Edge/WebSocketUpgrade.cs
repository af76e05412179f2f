using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rooms.Wire.WebSocket;

namespace Rooms.Edge;

/// <summary>
/// From a request to the WebSocket's raw bytes, over HTTP/1.1 (RFC 6455 4.2) or HTTP/2 (RFC 8441). Raw, because frames are encoded once for all
/// viewers; System.Net.WebSockets would frame every message anew for each.
/// </summary>
public static class WebSocketUpgrade
{
    private const string Protocol = "websocket";

    public static bool IsAsked(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: Protocol }
        || (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && string.Equals(context.Request.Headers.Upgrade, Protocol, StringComparison.OrdinalIgnoreCase));

    /// <summary>Null: the handshake was refused and answered.</summary>
    public static async Task<Stream?> AcceptAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.SecWebSocketVersion != WebSocketHandshake.Version)
        {
            context.Response.Headers.SecWebSocketVersion = WebSocketHandshake.Version;
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return null;
        }
        if (context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect) return await connect.AcceptAsync();
        var key = headers.SecWebSocketKey.ToString();
        if (!WebSocketHandshake.IsKey(key))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return null;
        }
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = Protocol;
        context.Response.Headers.SecWebSocketAccept = WebSocketHandshake.Accept(key);
        return await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }
}
