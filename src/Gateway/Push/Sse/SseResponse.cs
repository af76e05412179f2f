using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rooms.Contracts;
using Rooms.Contracts.Feeds;
using Rooms.Gateway.Auth;
using Rooms.Gateway.Http;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.RoomsV1;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Sse;

/// <summary>A response that does not end: a connection of a loop, like any other that is pushed to.</summary>
internal sealed class SseResponse(FeedHub feeds, PushAdmission admission, PushDoor door, Caller caller, FeedId feed, long after) : IResult
{
    public const string ContentType = "text/event-stream";
    public const string LastEventId = "Last-Event-ID";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var token = BearerHandler.TokenOf(httpContext.Request.Headers.Authorization);
        var user = new SessionUser(caller, token, httpContext.Features.Get<CallerExpiry>()?.At);
        var surface = new PushSurface("sse", IsWebSocket: false, MaxMessageBytes: 0, _ => new SseSession(feeds, feed, after, user));
        var handshake = PushBridge.HandshakeOf(httpContext, surface);
        if (admission.Refuse(handshake) is { } code)
        {
            await new Problem(code, "try again in a moment").ExecuteAsync(httpContext);
            return;
        }
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        // nginx gathers a response before it sends it, unless it is told.
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // The head goes out now: a quiet room says nothing for a while.
        await response.Body.FlushAsync(httpContext.RequestAborted);
        await door.RunAsync(response.Body, hasInput: false, surface, handshake, httpContext.RequestAborted);
    }
}
