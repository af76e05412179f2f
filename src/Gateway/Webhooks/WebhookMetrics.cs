using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Rooms.Gateway.Webhooks;

/// <summary>What is counted of webhooks.</summary>
internal sealed class WebhookMetrics
{
    private readonly Counter<long> posts;
    private readonly Histogram<double> duration;
    private readonly UpDownCounter<long> inFlight;
    private readonly ConcurrentDictionary<string, long> waiting = new(StringComparer.Ordinal);

    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(GatewayMetrics.MeterName);
        posts = meter.CreateCounter<long>("rooms.gateway.webhook_posts", "{post}", "Events posted to apps' backends, by what came of it: told, failed, dead");
        duration = meter.CreateHistogram<double>("rooms.gateway.webhook_duration", "s", "Time from a webhook's start to its answer");
        inFlight = meter.CreateUpDownCounter<long>("rooms.gateway.webhook_in_flight", "{post}", "Webhooks that wait for their answer");
        meter.CreateObservableGauge(
            "rooms.gateway.webhook_pending", () => waiting.Values.Sum(), "{event}", "Events that waited for apps' backends when the last of each app were taken");
    }

    public void Started() => inFlight.Add(1);

    public void Ended(TimeSpan took, string result)
    {
        inFlight.Add(-1);
        duration.Record(took.TotalSeconds);
        posts.Add(1, new KeyValuePair<string, object?>("result", result));
    }

    public void Waiting(string app, long events) => waiting[app] = events;

    public void Stopped(string app) => waiting.TryRemove(app, out _);
}
