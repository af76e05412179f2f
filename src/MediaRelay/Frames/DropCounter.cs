namespace Rooms.MediaRelay.Frames;

/// <summary>Frames of one stream that slow viewers did not get, over all viewers and containers since the start. Any thread.</summary>
internal sealed class DropCounter(RelayMetrics metrics)
{
    private long total;

    public long Total => Interlocked.Read(ref total);

    public void Count(long frames)
    {
        if (frames == 0) return;
        Interlocked.Add(ref total, frames);
        metrics.CountDropped(DropReason.SlowViewer, frames);
    }
}
