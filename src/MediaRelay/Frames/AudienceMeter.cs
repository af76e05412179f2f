namespace Rooms.MediaRelay.Frames;

/// <summary>
/// The viewers of a stream and the time that they have watched. Exact for those that come and go here; those of protocols without a connection are
/// counted by their number now and then. Any thread, but only when somebody comes or goes.
/// </summary>
internal sealed class AudienceMeter(TimeProvider time)
{
    private readonly Lock gate = new();
    private int connected;
    private int estimated;
    private int peak;
    // 128 bits: nanoseconds of ten thousand viewers fill 64 in eleven days.
    private Int128 ticks;
    private long settledAt = time.GetTimestamp();

    /// <summary>With a connection each.</summary>
    public int Connected
    {
        get
        {
            lock (gate) return connected;
        }
    }

    public void Join()
    {
        lock (gate)
        {
            Settle();
            connected++;
            peak = Math.Max(peak, connected + estimated);
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            Settle();
            connected--;
        }
    }

    public void Estimate(int viewers)
    {
        lock (gate)
        {
            Settle();
            estimated = viewers;
            peak = Math.Max(peak, connected + estimated);
        }
    }

    /// <summary>The peak is the height since the last reading.</summary>
    public AudienceReading Read()
    {
        lock (gate)
        {
            Settle();
            var (now, height) = (connected + estimated, peak);
            peak = now;
            return new AudienceReading(now, height, (long)(ticks * 1000 / time.TimestampFrequency));
        }
    }

    private void Settle()
    {
        var now = time.GetTimestamp();
        ticks += (Int128)(now - settledAt) * (connected + estimated);
        settledAt = now;
    }
}
