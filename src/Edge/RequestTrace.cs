using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Rooms.Edge;

/// <summary>
/// Every request has a W3C trace: its caller's (<c>traceparent</c>), or a new one. The server makes it only while somebody logs or listens; problems name
/// it in any case.
/// </summary>
internal sealed class RequestTrace(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        using var own = Activity.Current is { IdFormat: ActivityIdFormat.W3C } ? null : Begin(context.Request);
        await next(context);
        if (Activity.Current is { IsAllDataRequested: true } span) Describe(span, context);
    }

    private static Activity Begin(HttpRequest request)
    {
        var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
        // One that cannot be read is as good as none (Trace Context 3.2.2: restart the trace).
        if (ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, out var parent) && parent.TraceId != default)
            activity.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        return activity.Start();
    }

    // The names of OpenTelemetry's HTTP semantic conventions.
    private static void Describe(Activity span, HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var status = context.Response.StatusCode;
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError) span.SetStatus(ActivityStatusCode.Error);
    }
}
