using System.Diagnostics;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// Bytes of a container, ready for the wire and shared by all viewers of one <see cref="ContainerTrack"/>: the frames of one merge window.
/// Written by the track under its lock until sealed, read-only from then on. Reference counted like <see cref="Frame"/>; pinned.
/// </summary>
internal sealed class Block(BlockPool pool)
{
    private byte[] buffer = [];
    private int start;
    private int end;
    private int references;

    /// <summary>A viewer may begin here: the first frame is a key frame, or the stream has no video.</summary>
    public bool IsKeyStart { get; set; }

    /// <summary>Holds a decoder configuration and nothing else: no viewer may lose it.</summary>
    public bool IsConfiguration { get; set; }

    public long FirstDts { get; private set; }

    public long LastDts { get; private set; }

    public int FrameCount { get; private set; }

    public int Length => end - start;

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(start, Length);

    public ReadOnlyMemory<byte> Memory => buffer.AsMemory(start, Length);

    /// <summary>Room for at least <paramref name="bytes"/> more; the memory moves to a larger buffer when it must.</summary>
    public Span<byte> GetSpan(int bytes)
    {
        if (buffer.Length - end < bytes) buffer = pool.Buffers.Grow(buffer, end, end + bytes);
        return buffer.AsSpan(end);
    }

    public void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, buffer.Length - end);
        end += bytes;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        end += bytes.Length;
    }

    /// <summary>Puts a transport's framing before what is there, into the headroom that the framing asked for.</summary>
    public void Prepend(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, start);
        start -= bytes.Length;
        bytes.CopyTo(buffer.AsSpan(start));
    }

    public Block AddReference()
    {
        Interlocked.Increment(ref references);
        return this;
    }

    public void Release()
    {
        var left = Interlocked.Decrement(ref references);
        Debug.Assert(left >= 0, "released more often than referenced");
        if (left != 0) return;
        var returned = buffer;
        buffer = [];
        pool.Return(this, returned);
    }

    internal void Open(byte[] memory, int headroom)
    {
        buffer = memory;
        start = end = headroom;
        references = 1;
        FrameCount = 0;
        IsKeyStart = false;
        IsConfiguration = false;
        FirstDts = LastDts = 0;
    }

    internal void CountFrame(long dts)
    {
        if (FrameCount++ == 0) FirstDts = dts;
        LastDts = dts;
    }

    /// <summary>The address for a system call: the pool's arrays are pinned for life.</summary>
    internal unsafe byte* Address(int offset)
    {
        fixed (byte* first = buffer) return first + start + offset;
    }
}
