namespace Rooms.MediaRelay.Frames.Health;

/// <summary>A stream's figures and what they mean: counted frame by frame, judged once a second. Written under the stream's lock, read by any thread.</summary>
internal sealed class StreamVitals(TimeProvider time)
{
    private readonly StreamMeter meter = new(time);
    private readonly HealthWatch watch = new();
    private volatile StreamFigures figures = new();
    private volatile StreamHealth health = StreamHealth.Unknown;
    private Frame? metadata;
    private double announcedRate;

    public StreamFigures Figures => figures;

    public StreamHealth Health => health;

    /// <summary>Of all publishers. Any thread may ask.</summary>
    public long TotalBytes => meter.TotalBytes;

    public void Count(Frame frame) => meter.Count(frame);

    public void CountRefused() => meter.CountRefused();

    /// <summary>Another publisher, or the same one again.</summary>
    public void Restart()
    {
        meter.Restart();
        watch.Restart();
    }

    /// <summary>Null: nothing to tell.</summary>
    public HealthChange? Judge(bool isPublishing, StreamConfiguration configuration)
    {
        figures = meter.Sample() with { AnnouncedFramesPerSecond = RateOf(configuration) };
        health = StreamHealth.Of(isPublishing, configuration, figures);
        return isPublishing ? watch.Look(health) : null;
    }

    private double RateOf(StreamConfiguration configuration)
    {
        if (ReferenceEquals(metadata, configuration.Metadata)) return announcedRate;
        metadata = configuration.Metadata;
        return announcedRate = AnnouncedRate.Of(metadata);
    }
}
