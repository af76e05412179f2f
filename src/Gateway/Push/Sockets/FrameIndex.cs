namespace Rooms.Gateway.Push.Sockets;

/// <summary>The numbered frames of a buffer, for a queue that must leave some out.</summary>
internal abstract class FrameIndex
{
    public abstract ReadOnlySpan<FrameEntry> Entries { get; }

    /// <summary>Same sequence: numbers of both may stand in one notice.</summary>
    public abstract bool IsSameSequence(FrameIndex other);

    /// <summary>The frame that tells which numbers were left out; null: this form of the wire does not tell.</summary>
    public abstract PushBuffer? TellSkipped(long from, long to);
}
