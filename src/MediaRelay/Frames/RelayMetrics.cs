using System.Diagnostics.Metrics;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// Meter <c>Rooms.Relay</c>: what is counted where it happens. What loops and streams count themselves is read by <see
/// cref="RelayGauges"/>.
/// </summary>
internal sealed class RelayMetrics
{
    public const string MeterName = "Rooms.Relay";

    private readonly Counter<long> framesDropped;
    private readonly Counter<long> refused;
    private long framesIn;
    private long bytesIn;

    public RelayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        framesDropped = meter.CreateCounter<long>("rooms.relay.frames_dropped", "{frame}", "Frames left out, by reason");
        refused = meter.CreateCounter<long>("rooms.relay.refused", "{session}", "Refused attempts to publish or play, by action and code");
        meter.CreateObservableCounter("rooms.relay.frames_in", () => Volatile.Read(ref framesIn), "{frame}", "Frames that publishers sent");
        meter.CreateObservableCounter("rooms.relay.bytes_in", () => Volatile.Read(ref bytesIn), "By", "Bytes of those frames");
    }

    public void CountIn(int bytes)
    {
        Interlocked.Increment(ref framesIn);
        Interlocked.Add(ref bytesIn, bytes);
    }

    public void CountDropped(string reason, long frames)
    {
        if (frames > 0) framesDropped.Add(frames, new KeyValuePair<string, object?>("reason", reason));
    }

    public void CountRefused(string action, string code) =>
        refused.Add(1, new KeyValuePair<string, object?>("action", action), new KeyValuePair<string, object?>("code", code));
}
