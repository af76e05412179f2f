using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Edge;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>A push route as the web server serves it: TLS, HTTP/2, behind proxies, with cookies; and where a refusal gets its words.</summary>
internal sealed class PushBridge(PushAdmission admission, PushDoor door)
{
    public async Task HandleAsync(HttpContext context, PushSurface surface)
    {
        var handshake = HandshakeOf(context, surface);
        if (!WebSocketUpgrade.IsAsked(context))
        {
            await new Problem(ErrorCodes.BodyInvalid, "this is a WebSocket: wanted an Upgrade request (RFC 6455)").ExecuteAsync(context);
            return;
        }
        if (admission.Refuse(handshake) is { } code)
        {
            await new Problem(code, DetailOf(code)).ExecuteAsync(context);
            return;
        }
        if (handshake.Subprotocol is { } chosen) context.Response.Headers.SecWebSocketProtocol = chosen;
        if (await WebSocketUpgrade.AcceptAsync(context) is not { } stream) return;
        await door.RunAsync(stream, hasInput: true, surface, handshake, context.RequestAborted);
    }

    /// <summary>Of any request that becomes a push connection.</summary>
    public static PushHandshake HandshakeOf(HttpContext context, PushSurface surface)
    {
        var request = context.Request;
        return new PushHandshake(ClientAddress.Plain(context.Connection.RemoteIpAddress ?? System.Net.IPAddress.None))
        {
            Subprotocol = surface.Choose(context.WebSockets.WebSocketRequestedProtocols.AsReadOnly()),
            Path = request.Path.Value ?? "",
            Query = request.QueryString.Value?.TrimStart('?') ?? "",
            Host = request.Host.Value,
            Origin = request.Headers.Origin.FirstOrDefault(),
            Authorization = request.Headers.Authorization.FirstOrDefault(),
            Caller = context.Features.Get<Caller>(),
            CallerExpiresAt = context.Features.Get<CallerExpiry>()?.At,
        };
    }

    private static string DetailOf(string code) => code switch
    {
        ErrorCodes.OriginForbidden => "pages of this origin may not connect here: add it to Cors:Origins, or to the app's Origins",
        ErrorCodes.RateLimited => "this address has as many connections as it may (Limits:ConnectionsPerAddress)",
        _ => "this server is stopping: connect again, another one or this one restarted will answer",
    };
}
