using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>What the push path does. Loops count for themselves (<see cref="LoopFigures"/>); their sums are asked for.</summary>
internal sealed class PushMetrics
{
    private readonly UpDownCounter<long> connections;
    private readonly Counter<long> closed;
    private readonly Counter<long> refused;
    private readonly Counter<long> batches;
    private readonly Histogram<double> pulls;
    private readonly Counter<long> pullFailures;
    private readonly ConcurrentDictionary<string, long> ends = new(StringComparer.Ordinal);
    private volatile LoopFigures[] loops = [];

    public PushMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(GatewayMetrics.MeterName);
        connections = meter.CreateUpDownCounter<long>("rooms.gateway.push_connections", "{connection}", "Connections that are pushed to, by protocol");
        closed = meter.CreateCounter<long>("rooms.gateway.push_closed", "{connection}", "Connections that ended, by protocol and reason");
        refused = meter.CreateCounter<long>("rooms.gateway.push_refused", "{connection}", "Connections that were closed before they had said what they wanted, by reason");
        batches = meter.CreateCounter<long>("rooms.gateway.push_batches", "{batch}", "Batches of events that were pulled and given to the loops");
        pulls = meter.CreateHistogram<double>("rooms.gateway.push_pull_duration", "s", "Time that a feed's grain took to answer with its new events");
        pullFailures = meter.CreateCounter<long>("rooms.gateway.push_pull_failures", "{call}", "Pulls that found no answer and are repeated");
        meter.CreateObservableCounter("rooms.gateway.push_deliveries", () => Sum(loop => loop.Deliveries), "{event}", "Events that were laid before a connection");
        meter.CreateObservableCounter("rooms.gateway.push_sends", () => Sum(loop => loop.Sends), "{write}", "Writes to sockets");
        meter.CreateObservableCounter("rooms.gateway.push_sent_bytes", () => Sum(loop => loop.SentBytes), "By", "Bytes written to sockets");
        meter.CreateObservableCounter("rooms.gateway.push_dropped", () => Sum(loop => loop.Dropped), "{event}", "Events of the class latest-wins that were left out for slow connections");
        meter.CreateObservableGauge("rooms.gateway.push_queued_bytes", () => Sum(loop => loop.QueuedBytes), "By", "Bytes that wait for slow connections");
    }

    /// <summary>Connections that ended since the start, by reason: names of ours, some tens.</summary>
    public IReadOnlyDictionary<string, long> Ends => ends;

    public IReadOnlyList<LoopFigures> Loops => loops;

    public void Observe(LoopFigures[] figures) => loops = figures;

    public void Opened(string protocol) => connections.Add(1, new KeyValuePair<string, object?>("protocol", protocol));

    public void Closed(string protocol, string reason)
    {
        connections.Add(-1, new KeyValuePair<string, object?>("protocol", protocol));
        ends.AddOrUpdate(reason, 1, static (_, count) => count + 1);
        closed.Add(1, new KeyValuePair<string, object?>("protocol", protocol), new KeyValuePair<string, object?>("reason", reason));
    }

    /// <summary>By a name of <see cref="PushEnds"/> or of Edge's introduction faults.</summary>
    public void Refused(string reason) => refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Pulled(TimeSpan duration, bool hasEvents)
    {
        pulls.Record(duration.TotalSeconds);
        if (hasEvents) batches.Add(1);
    }

    public void PullFailed() => pullFailures.Add(1);

    private long Sum(Func<LoopFigures, long> figure) => loops.Sum(figure);
}
