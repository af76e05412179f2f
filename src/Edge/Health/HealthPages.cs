using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Rooms.Edge.Health;

/// <summary><c>/health/live</c> asks nothing but this process; <c>/health/ready</c> runs the checks tagged <see cref="ReadyTag"/> (rooms-v1 section 8).</summary>
internal sealed class HealthPages
{
    public const string ReadyTag = "ready";

    private bool areMapped;

    public void MapOnce(IEndpointRouteBuilder app)
    {
        if (areMapped) return;
        areMapped = true;
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ReadyTag), ResponseWriter = WriteAsync });
    }

    /// <summary>Names and states only: descriptions may hold what is no stranger's business.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString().ToLowerInvariant());
        var dto = new HealthDto(report.Status.ToString().ToLowerInvariant(), checks);
        return context.Response.WriteAsJsonAsync(dto, HealthJson.Default.HealthDto, null, context.RequestAborted);
    }
}
