using System.Buffers;
using System.Diagnostics;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// Frames ready for the wire. Written by one owner, read-only from then on, and shared by every connection that is sent them: reference counted,
/// pinned, and given back to its pool with the last reference.
/// </summary>
internal sealed class PushBuffer(PushBuffers pool) : IBufferWriter<byte>
{
    private byte[] bytes = [];
    private int references;

    public int Length { get; private set; }

    /// <summary>What lies where, when these are events of a feed; null for frames that must all arrive.</summary>
    public FrameIndex? Index { get; set; }

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => bytes.AsMemory(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, bytes.Length - Length);
        Length += count;
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return bytes.AsSpan(Length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return bytes.AsMemory(Length);
    }

    public void Write(ReadOnlySpan<byte> source)
    {
        source.CopyTo(GetSpan(source.Length));
        Length += source.Length;
    }

    public PushBuffer AddReference()
    {
        Interlocked.Increment(ref references);
        return this;
    }

    public void Release()
    {
        var left = Interlocked.Decrement(ref references);
        Debug.Assert(left >= 0, "released more often than referenced");
        if (left != 0) return;
        var returned = bytes;
        bytes = [];
        Index = null;
        pool.Return(this, returned);
    }

    internal void Open(byte[] memory)
    {
        bytes = memory;
        Length = 0;
        references = 1;
    }

    /// <summary>For a system call: the pool's arrays are pinned for life.</summary>
    internal unsafe byte* Address(int offset)
    {
        fixed (byte* first = bytes) return first + offset;
    }

    private void Reserve(int more)
    {
        if (bytes.Length - Length >= more) return;
        // Twice as much: what grows event by event is copied a few times, not once an event.
        var larger = pool.RentBytes(Math.Max(Length + more, bytes.Length * 2));
        Bytes.CopyTo(larger);
        pool.ReturnBytes(bytes);
        bytes = larger;
    }
}
