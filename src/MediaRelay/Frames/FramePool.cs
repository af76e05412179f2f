using System.Diagnostics;

namespace Rooms.MediaRelay.Frames;

/// <summary>Makes frames of buffers that an endpoint has filled, and takes both back.</summary>
internal sealed class FramePool(BufferPool buffers)
{
    private const int RetainedFrames = 16 * 1024;

    private readonly FreeList<Frame> free = new(RetainedFrames);
    private int outstanding;

    public BufferPool Buffers => buffers;

    /// <summary>Frames that somebody still holds.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    /// <summary>
    /// Takes over <paramref name="body"/>, which must come from <see cref="Buffers"/>. The caller owns the one reference.
    /// </summary>
    public Frame Wrap(byte[] body, int length, in FrameInfo info)
    {
        Interlocked.Increment(ref outstanding);
        if (!free.TryTake(out var frame)) frame = new Frame(this);
        frame.Fill(body, length, info, Stopwatch.GetTimestamp());
        return frame;
    }

    /// <summary>A frame with a copy of <paramref name="body"/>.</summary>
    public Frame Copy(ReadOnlySpan<byte> body, in FrameInfo info)
    {
        var buffer = buffers.Rent(body.Length);
        body.CopyTo(buffer);
        return Wrap(buffer, body.Length, info);
    }

    internal void Return(Frame frame, byte[] buffer)
    {
        buffers.Return(buffer);
        Interlocked.Decrement(ref outstanding);
        free.Give(frame);
    }
}
