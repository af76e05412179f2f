using System.Diagnostics.Metrics;

namespace Rooms.Edge.Metrics;

/// <summary>All series of one instrument. Bounded: tags have few values; whoever breaks that rule loses series, not memory.</summary>
internal sealed class Family
{
    public const int MaxSeries = 256;

    // OpenTelemetry's defaults for seconds (HTTP semantic conventions), and powers of four for the rest.
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] Counts = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576];

    private readonly Lock gate = new();
    private readonly double[] bounds;
    private readonly bool isObserved;

    // Replaced, never changed: readers take no lock.
    private Series[] series = [];

    public Family(Instrument instrument)
    {
        (Kind, isObserved) = KindOf(instrument);
        Name = MetricName.Of(instrument, Kind == FamilyKind.Counter);
        Help = instrument.Description ?? "";
        bounds = Kind != FamilyKind.Histogram ? [] : BoundsOf(instrument);
    }

    public string Name { get; }

    public string Help { get; }

    public FamilyKind Kind { get; }

    public IReadOnlyList<double> Bounds => bounds;

    public Series[] Snapshot() => Volatile.Read(ref series);

    /// <summary>Before the instruments are asked: what an observed one does not tell this time is no longer so.</summary>
    public void Forget()
    {
        if (!isObserved) return;
        lock (gate) Volatile.Write(ref series, []);
    }

    /// <summary>False: there is no room for another set of tags.</summary>
    public bool Measure(double measured, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Find(tags) is not { } found) return false;
        if (Kind == FamilyKind.Histogram) found.Record(measured);
        else if (isObserved) found.Set(measured);
        else found.Add(measured);
        return true;
    }

    private Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var known in Volatile.Read(ref series))
            if (known.HasTags(tags)) return known;
        lock (gate)
        {
            foreach (var known in series)
                if (known.HasTags(tags)) return known;
            if (series.Length >= MaxSeries) return null;
            var made = new Series(tags.ToArray(), bounds);
            Volatile.Write(ref series, [.. series, made]);
            return made;
        }
    }

    /// <summary>Observed: the instrument tells its value when it is asked, instead of every change.</summary>
    private static (FamilyKind Kind, bool IsObserved) KindOf(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        if (type == typeof(Counter<>)) return (FamilyKind.Counter, false);
        if (type == typeof(ObservableCounter<>)) return (FamilyKind.Counter, true);
        if (type == typeof(Histogram<>)) return (FamilyKind.Histogram, false);
        return (FamilyKind.Gauge, type != typeof(UpDownCounter<>));
    }

    private static double[] BoundsOf(Instrument instrument)
    {
        var advised = instrument switch
        {
            Histogram<double> histogram => histogram.Advice?.HistogramBucketBoundaries?.ToArray(),
            Histogram<long> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray(),
            Histogram<int> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToArray(),
            _ => null,
        };
        return advised ?? (instrument.Unit == "s" ? Seconds : Counts);
    }
}
