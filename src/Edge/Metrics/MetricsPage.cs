using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Rooms.Edge.Metrics;

/// <summary><c>GET /metrics</c>: every <c>rooms.*</c> instrument of this process.</summary>
internal sealed class MetricsPage(MetricsCollector collector)
{
    private bool isMapped;

    public void MapOnce(IEndpointRouteBuilder app, Func<HttpContext, bool> admits)
    {
        if (isMapped) return;
        isMapped = true;
        app.MapGet("/metrics", IResult (HttpContext context) => admits(context) ? TypedResults.Text(Render(collector), PrometheusText.ContentType) : TypedResults.NotFound())
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    public static string Render(MetricsCollector collector)
    {
        var text = new PrometheusText();
        foreach (var family in collector.Collect()) text.Write(family);
        text.Write("rooms_metrics_dropped_total", "Measurements whose tags had more values than are kept", FamilyKind.Counter, collector.Dropped);
        ProcessMetrics.Write(text);
        return text.ToString();
    }
}
