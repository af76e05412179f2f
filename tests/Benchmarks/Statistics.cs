namespace Rooms.Benchmarks;

/// <summary>Order statistics of a few figures.</summary>
internal static class Statistics
{
    public static double Median(IEnumerable<double> values) => Percentile(values, 50);

    /// <summary>Nearest rank: a figure that was measured, not one between two. NaN when there is none.</summary>
    public static double Percentile(IEnumerable<double> values, double percent)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) return double.NaN;
        var rank = (int)Math.Ceiling(percent / 100 * sorted.Length);
        return sorted[Math.Clamp(rank - 1, 0, sorted.Length - 1)];
    }

    /// <summary>Median, and the span from least to most: <c>2.10 (2.05-2.31)</c>.</summary>
    public static string MedianAndSpread(IReadOnlyCollection<double> values, string format) =>
        $"{Median(values).ToString(format)} ({values.Min().ToString(format)}-{values.Max().ToString(format)})";
}
