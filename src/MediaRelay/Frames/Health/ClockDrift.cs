namespace Rooms.MediaRelay.Frames.Health;

/// <summary>How fast a stream's clock runs against ours, over the last half minute: over less, the network's unevenness would look like drift.</summary>
internal sealed class ClockDrift
{
    // One reading a second.
    private const int Window = 30;

    private readonly (long Stream, long Arrival)[] readings = new (long, long)[Window + 1];
    private int count;

    /// <summary>Percent; positive: the stream runs fast. 0 until the window is full.</summary>
    public double Percent { get; private set; }

    public void Restart() => (count, Percent) = (0, 0);

    /// <summary>Once a second: the newest frame's time in the stream, and when it arrived, both in milliseconds.</summary>
    public void Read(long streamMilliseconds, long arrivalMilliseconds)
    {
        readings[count++ % readings.Length] = (streamMilliseconds, arrivalMilliseconds);
        if (count < readings.Length) return;
        var (stream, arrival) = readings[count % readings.Length];
        var passed = arrivalMilliseconds - arrival;
        Percent = passed > 0 ? ((double)(streamMilliseconds - stream) / passed - 1) * 100 : 0;
    }
}
