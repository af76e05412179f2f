using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rooms.Edge;
using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Web;
using Rooms.Sockets;

namespace Rooms.MediaRelay.Endpoints.HttpFlv;

/// <summary>
/// <c>GET /live/ID.flv</c>, plain or as a WebSocket. Over HTTP/1 without TLS the connection's socket is given to a fan-out loop and the web server
/// writes nothing; everything else goes through the server's response stream.
/// </summary>
internal sealed class HttpFlvEndpoint(FanOut fanOut, WebSocketViewing webSockets, Departure departure, ViewingLog log, TimeProvider time) : IPlayEndpoint
{
    private const string Suffix = ".flv";

    public bool HoldsViewer => true;

    public bool TryMatch(string file, bool isWebSocket, out PlayTarget target) => PlayNames.TryMatch(file, Suffix, out target);

    public Task ServeAsync(PlayRequest request)
    {
        if (WebSocketUpgrade.IsAsked(request.Context)) return webSockets.RunAsync(request, FlvTracks.WebSocket);
        SetHeaders(request.Context.Response);
        return FindSocket(request.Context) is { } socket ? ServeSocketAsync(request, socket) : ServeStreamAsync(request);
    }

    // Null: bytes on the socket would not be those of the response.
    private static Socket? FindSocket(HttpContext context)
    {
        if (HttpProtocol.IsHttp2(context.Request.Protocol) || HttpProtocol.IsHttp3(context.Request.Protocol)) return null;
        if (context.Features.Get<ITlsConnectionFeature>() is not null || context.Features.Get<ITlsHandshakeFeature>() is not null) return null;
        return context.Features.Get<IConnectionSocketFeature>()?.Socket;
    }

    private static void SetHeaders(HttpResponse response)
    {
        response.ContentType = "video/x-flv";
        response.Headers.CacheControl = "no-store";
        // nginx in front would gather the stream in files first.
        response.Headers["X-Accel-Buffering"] = "no";
    }

    private async Task ServeSocketAsync(PlayRequest request, Socket socket)
    {
        var isChunked = HttpProtocol.IsHttp11(request.Context.Request.Protocol);
        var kind = isChunked ? FlvTracks.Chunked : FlvTracks.Plain;
        if (!RawResponse.TryWriteHead(socket, request.Context.Response, isChunked)) return;
        var reason = ViewerEnd.PeerClosed;
        using (var copy = SocketCopy.TryOf(socket))
            if (copy is not null) reason = await WatchAsync(request, kind, new SocketViewer(copy, fanOut.Limits));
        if (reason is ViewerEnd.PeerClosed or ViewerEnd.Stalled)
        {
            request.Context.Abort();
            return;
        }
        if (isChunked) RawResponse.TryWrite(socket, ChunkedFraming.Last);
        await RawResponse.CloseAsync(socket, request.Context, time);
    }

    private async Task<string> WatchAsync(PlayRequest request, TrackKind kind, SocketViewer viewer)
    {
        if (!request.Stream.TryJoin(kind, viewer))
        {
            viewer.Abandon();
            return ViewerEnd.StreamEnded;
        }
        log.Opened(request, kind.Protocol);
        using var leaving = departure.Watch(viewer, request.Aborted);
        var reason = await viewer.Completion;
        log.Closed(request, kind.Protocol, reason, viewer.DroppedFrames);
        return reason;
    }

    private async Task ServeStreamAsync(PlayRequest request)
    {
        var viewer = new StreamViewer(fanOut.Limits);
        if (!request.Stream.TryJoin(FlvTracks.Plain, viewer)) return;
        log.Opened(request, FlvTracks.Plain.Protocol);
        using var leaving = departure.Watch(viewer, request.Aborted);
        var reason = await StreamWriting.RunAsync(viewer, request.Context.Response.Body, request.Aborted);
        log.Closed(request, FlvTracks.Plain.Protocol, reason, viewer.DroppedFrames);
        // What a client did not take must not keep the connection.
        if (reason == ViewerEnd.Stalled) request.Context.Abort();
    }
}
