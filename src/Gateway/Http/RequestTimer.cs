using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Rooms.Gateway.Http;

/// <summary>Times the requests of /v1; not the long polls, whose time is their client's wish.</summary>
internal sealed class RequestTimer(RequestDelegate next, GatewayMetrics metrics)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (!path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase) || path.Value!.EndsWith("/events", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }
        var start = Stopwatch.GetTimestamp();
        await next(context);
        metrics.Answered(Stopwatch.GetElapsedTime(start), MethodTag(context.Request.Method), context.Response.StatusCode);
    }

    /// <summary>Few values, whatever a stranger writes for a method.</summary>
    private static string MethodTag(string method) => method switch
    {
        "GET" or "POST" or "PATCH" or "PUT" or "DELETE" => method,
        _ => "other",
    };
}
