using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Rooms.Edge.Metrics;

/// <summary>Listens to every <c>rooms.*</c> instrument of this host, whichever role it belongs to, and keeps the newest values.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private const string Prefix = "rooms.";

    // Tens in use; a bound in case somebody makes instruments in a loop.
    private const int MaxFamilies = 1000;

    private readonly ConcurrentDictionary<Instrument, Family> families = new();
    private readonly MeterListener listener = new();
    private readonly IMeterFactory meters;
    private readonly Lock collecting = new();
    private long dropped;

    public MetricsCollector(IMeterFactory meters)
    {
        this.meters = meters;
        listener.InstrumentPublished = Publish;
        listener.MeasurementsCompleted = (instrument, state) => families.TryRemove(new(instrument, (Family)state!));
        listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Measure(state, value, tags));
        listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Measure(state, value, tags));
        listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Measure(state, value, tags));
        listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Measure(state, value, tags));
        listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Measure(state, value, tags));
        listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Measure(state, value, tags));
        listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Measure(state, (double)value, tags));
        listener.Start();
    }

    /// <summary>Measurements that found no room for their tags.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>Asks the observable instruments first. By name, as the text format groups them.</summary>
    public FamilySnapshot[] Collect()
    {
        lock (collecting)
        {
            foreach (var family in families.Values) family.Forget();
            listener.RecordObservableInstruments();
            return [.. families.Values.OrderBy(family => family.Name, StringComparer.Ordinal).Select(family => new FamilySnapshot(family, family.Snapshot()))];
        }
    }

    public void Dispose() => listener.Dispose();

    private void Publish(Instrument instrument, MeterListener source)
    {
        if (!instrument.Name.StartsWith(Prefix, StringComparison.Ordinal) || families.Count >= MaxFamilies) return;
        // Other hosts of this process (tests) have their own factory.
        if (instrument.Meter.Scope is { } scope && !ReferenceEquals(scope, meters)) return;
        source.EnableMeasurementEvents(instrument, families.GetOrAdd(instrument, static key => new Family(key)));
    }

    private void Measure(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!((Family)state!).Measure(value, tags)) Interlocked.Increment(ref dropped);
    }
}
