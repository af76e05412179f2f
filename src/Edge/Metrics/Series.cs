namespace Rooms.Edge.Metrics;

/// <summary>One instrument with one set of tags: a running value, and buckets for a histogram. Written from any thread.</summary>
internal sealed class Series
{
    private readonly double[] bounds;
    private readonly long[] buckets;
    private double value;

    // Bounds: the upper ones of a histogram's buckets, rising; empty for everything else.
    public Series(KeyValuePair<string, object?>[] tags, double[] bounds)
    {
        Tags = tags;
        this.bounds = bounds;
        buckets = new long[bounds.Length == 0 ? 0 : bounds.Length + 1];
    }

    public KeyValuePair<string, object?>[] Tags { get; }

    /// <summary>The sum, or the newest value of a gauge.</summary>
    public double Value => Volatile.Read(ref value);

    public void Set(double newest) => Volatile.Write(ref value, newest);

    public void Add(double amount)
    {
        var seen = Volatile.Read(ref value);
        while (true)
        {
            var before = Interlocked.CompareExchange(ref value, seen + amount, seen);
            // Bit by bit: two NaN are not equal.
            if (BitConverter.DoubleToInt64Bits(before) == BitConverter.DoubleToInt64Bits(seen)) return;
            seen = before;
        }
    }

    public void Record(double measured)
    {
        var index = Array.BinarySearch(bounds, measured);
        Interlocked.Increment(ref buckets[index < 0 ? ~index : index]);
        Add(measured);
    }

    /// <summary>How many measurements were not above each bound, and last how many there were.</summary>
    public long[] CumulativeBuckets()
    {
        var sums = new long[buckets.Length];
        long sum = 0;
        for (var i = 0; i < buckets.Length; i++) sums[i] = sum += Interlocked.Read(ref buckets[i]);
        return sums;
    }

    public bool HasTags(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length != Tags.Length) return false;
        for (var i = 0; i < tags.Length; i++)
            if (tags[i].Key != Tags[i].Key || !Equals(tags[i].Value, Tags[i].Value)) return false;
        return true;
    }
}
