using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Rooms.Gateway.V1;

namespace Rooms.Gateway.Http;

/// <summary>/health/live asks nothing but this process; /health/ready runs the checks tagged <c>ready</c>.</summary>
internal static class HealthPages
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = WriteAsync });
    }

    /// <summary>Names and states only: descriptions may hold what is no stranger's business.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString().ToLowerInvariant());
        var dto = new HealthDto(report.Status.ToString().ToLowerInvariant(), checks);
        return context.Response.WriteAsJsonAsync(dto, ApiJson.Default.HealthDto, null, context.RequestAborted);
    }
}
