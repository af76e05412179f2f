using System.Diagnostics.Metrics;

namespace Rooms.MediaRelay.Frames;

/// <summary>Observable instruments over what streams and loops count without a call to any meter.</summary>
internal sealed class RelayGauges
{
    private readonly LiveStreams streams;

    public RelayGauges(IMeterFactory meters, LiveStreams streams, FanOut fanOut)
    {
        this.streams = streams;
        var meter = meters.Create(RelayMetrics.MeterName);
        meter.CreateObservableGauge("rooms.relay.streams", () => streams.Count, "{stream}", "Streams at this node");
        meter.CreateObservableGauge("rooms.relay.viewers", CountViewers, "{viewer}", "Viewers by protocol");
        meter.CreateObservableGauge("rooms.relay.unhealthy_streams", CountUnhealthy, "{stream}", "Streams that are published and in trouble, by the worst finding");
        meter.CreateObservableCounter("rooms.relay.bytes_out", () => fanOut.BytesSent, "By", "Bytes written to viewers' sockets");
        meter.CreateObservableCounter("rooms.relay.sends", () => fanOut.Sends, "{call}", "Writes to viewers' sockets");
    }

    private IEnumerable<Measurement<int>> CountUnhealthy() =>
        streams.All.Where(stream => stream.IsPublishing)
            .Select(stream => stream.Health)
            .Where(health => !health.IsGood)
            .CountBy(health => health.Findings[0].Code)
            .Select(entry => new Measurement<int>(entry.Value, new KeyValuePair<string, object?>("finding", entry.Key)));

    private IEnumerable<Measurement<int>> CountViewers()
    {
        var byProtocol = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var stream in streams.All) stream.CountViewers(byProtocol);
        return byProtocol.Select(entry => new Measurement<int>(entry.Value, new KeyValuePair<string, object?>("protocol", entry.Key)));
    }
}
