namespace Rooms.MediaRelay.Frames;

/// <summary>A stream's figures over the last second or more.</summary>
internal sealed record StreamFigures
{
    public double VideoFramesPerSecond { get; init; }

    /// <summary>What the publisher says it sends; 0: it does not say.</summary>
    public double AnnouncedFramesPerSecond { get; init; }

    public double AudioFramesPerSecond { get; init; }

    public long BitsPerSecond { get; init; }

    /// <summary>Between the last two key frames; 0: unknown.</summary>
    public int KeyIntervalMilliseconds { get; init; }

    /// <summary>Stream time since the last key frame.</summary>
    public long SinceKeyMilliseconds { get; init; }

    /// <summary>Longest time between two pictures' arrivals, while there were any.</summary>
    public int LongestGapMilliseconds { get; init; }

    /// <summary>How much faster (or slower, below 0) the stream's time passes than ours; 0 until half a minute is known.</summary>
    public double ClockDriftPercent { get; init; }

    /// <summary>Since the start: frames that came before their configuration.</summary>
    public long RefusedFrames { get; init; }
}
