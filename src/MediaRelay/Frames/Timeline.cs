namespace Rooms.MediaRelay.Frames;

/// <summary>
/// Maps publishers' 32-bit times to one stream time that starts at 0, never goes back within one kind, survives the wrap, and has no hole
/// where a publisher returns, is replaced, or jumps.
/// </summary>
internal sealed class Timeline
{
    /// <summary>One picture at 25 a second: the step over a break.</summary>
    public const int StepMilliseconds = 40;

    /// <summary>A larger step, either way, is a new clock and not a pause.</summary>
    public const int MaxJumpMilliseconds = 5000;

    private readonly long[] lastOfKind = new long[3];
    private bool hasSource;
    private bool hasAny;
    private uint lastSource;
    private long position;
    private long latest;

    /// <summary>The newest time; null before the first frame.</summary>
    public long? Latest => hasAny ? latest : null;

    /// <summary>The next frame is of another clock.</summary>
    public void Reanchor() => hasSource = false;

    public long Map(FrameKind kind, uint source)
    {
        // A data message's time is often 0 whenever it comes, so it neither sets nor moves the clock.
        if (kind == FrameKind.Metadata) return latest;
        Move(source);
        latest = Math.Max(latest, position);
        return lastOfKind[(int)kind] = Math.Max(lastOfKind[(int)kind], position);
    }

    private void Move(uint source)
    {
        // Signed difference of 32 bits: right across the wrap.
        var step = (int)(source - lastSource);
        if (hasSource && step is >= -MaxJumpMilliseconds and <= MaxJumpMilliseconds) position += step;
        else position = hasAny ? latest + StepMilliseconds : 0;
        lastSource = source;
        hasSource = hasAny = true;
    }
}
