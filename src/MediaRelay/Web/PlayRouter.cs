using Microsoft.AspNetCore.Http;
using Rooms.Contracts;
using Rooms.Contracts.Shutdown;
using Rooms.Contracts.Urls;
using Rooms.Edge;
using Rooms.MediaRelay.Control;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Web;

/// <summary>
/// Everything under <c>/live/</c>: names, tokens and CORS are checked here, before an endpoint allocates anything.
/// </summary>
internal sealed class PlayRouter(
    IEnumerable<IPlayEndpoint> endpoints, LiveStreams streams, AppAudiences audiences, UrlAccess access, PlayCors cors, RelayMetrics metrics, Drain drain)
{
    public const string Pattern = "/live/{file}";

    private const string BearerPrefix = "Bearer ";

    private readonly IPlayEndpoint[] endpoints = [.. endpoints];

    public Task HandleAsync(HttpContext context)
    {
        if (HttpMethods.IsOptions(context.Request.Method)) return AnswerPreflight(context);
        var isWebSocket = WebSocketUpgrade.IsAsked(context);
        if (!HttpMethods.IsGet(context.Request.Method) && !isWebSocket) return RefuseMethod(context);

        var file = context.Request.RouteValues["file"] as string ?? "";
        if (Match(file, isWebSocket, out var target) is not { } endpoint || !Ids.IsValid(target.StreamId))
            return Refuse(context, ErrorCodes.StreamNotFound, "paths are /live/ID.flv, ID.mp4 (WebSocket), ID.m3u8 and ID.key.mp4");
        var token = TokenOf(context);
        if (access.Check(UrlAction.Play, target.StreamId, token) is { } code)
            return Refuse(context, code, "ask for fresh play URLs: GET /v1/rooms/ROOM/streams/ID/play");
        if (drain.IsBegun && !endpoint.IsPolled) return Refuse(context, ErrorCodes.Draining, "this node is stopping: ask for fresh play URLs");
        if (streams.Find(target.StreamId) is not { State: not StreamState.Closed } stream)
            return Refuse(context, ErrorCodes.StreamNotFound, "nobody publishes this stream at this node");
        if (isWebSocket && !cors.AdmitsSocket(context, stream.App))
            return Refuse(context, ErrorCodes.OriginForbidden, "pages of this origin may not play here: add it to Cors:Origins, or to the app's Origins");
        cors.Apply(context, stream.App);
        var request = new PlayRequest(context, target, stream, token);
        return endpoint.HoldsViewer ? WatchAsync(endpoint, request) : endpoint.ServeAsync(request);
    }

    private async Task WatchAsync(IPlayEndpoint endpoint, PlayRequest request)
    {
        var audience = audiences.Of(request.Stream.App);
        if (audience.TryEnter() is { } full)
        {
            await Refuse(request.Context, full, PlayProblem.QuotaDetail);
            return;
        }
        try
        {
            await endpoint.ServeAsync(request);
        }
        finally
        {
            audience.Leave();
        }
    }

    private IPlayEndpoint? Match(string file, bool isWebSocket, out PlayTarget target)
    {
        target = default;
        foreach (var endpoint in endpoints)
            if (endpoint.TryMatch(file, isWebSocket, out target)) return endpoint;
        return null;
    }

    // Players can rarely set headers, scripts can: the same token in either place.
    private static string TokenOf(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
            ? header[BearerPrefix.Length..]
            : context.Request.Query["token"].ToString();
    }

    private Task AnswerPreflight(HttpContext context)
    {
        cors.ApplyPreflight(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task RefuseMethod(HttpContext context)
    {
        cors.Apply(context, app: null);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, OPTIONS";
        return Task.CompletedTask;
    }

    private Task Refuse(HttpContext context, string code, string detail)
    {
        cors.Apply(context, app: null);
        metrics.CountRefused("play", code);
        return PlayProblem.WriteAsync(context, code, detail);
    }
}
