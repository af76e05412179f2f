using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Rooms.Gateway.Metrics;

/// <summary><c>GET /metrics</c>.</summary>
internal static class MetricsPage
{
    public static void MapMetrics(this WebApplication app)
    {
        // Made now: what instruments count before somebody listens is lost.
        var collector = app.Services.GetRequiredService<MetricsCollector>();
        app.MapGet("/metrics", () => TypedResults.Text(Render(collector), PrometheusText.ContentType)).AllowAnonymous().ExcludeFromDescription();
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
