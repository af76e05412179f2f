using System.Diagnostics.Metrics;

namespace Rooms.Gateway.Vetoes;

/// <summary>What is counted of hooks.</summary>
internal sealed class VetoMetrics
{
    private readonly Counter<long> asked;
    private readonly Histogram<double> duration;

    public VetoMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(GatewayMetrics.MeterName);
        asked = meter.CreateCounter<long>(
            "rooms.gateway.webhook_vetoes", "{question}", "Questions to apps' backends, by hook and what came of them: allowed, denied, failed, unasked");
        duration = meter.CreateHistogram<double>("rooms.gateway.webhook_veto_duration", "s", "Time that a question adds to what the user waits for");
    }

    public void Answered(VetoKind kind, string result, TimeSpan took)
    {
        asked.Add(1, new KeyValuePair<string, object?>("hook", VetoQuestions.NameOf(kind)), new KeyValuePair<string, object?>("result", result));
        duration.Record(took.TotalSeconds);
    }
}
