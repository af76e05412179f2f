using System.Numerics;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// Pinned byte arrays in power-of-two classes, so that a block can be given to <c>send</c> by address. Keeps a bounded number of free
/// arrays a class; what is over goes to the collector. Any thread; who rents returns exactly once.
/// </summary>
internal sealed class BufferPool
{
    public const int MinBytes = 1 << MinShift;
    public const int MaxBytes = 1 << MaxShift;

    private const int MinShift = 9;

    // 16 MB: the largest message (8 MB) with its container's bytes around it.
    private const int MaxShift = 24;

    private const int RetainedBytesPerClass = 8 << 20;
    private const int MinRetainedPerClass = 2;

    private readonly FreeList<byte[]>[] classes = new FreeList<byte[]>[MaxShift - MinShift + 1];
    private long outstanding;

    public BufferPool()
    {
        for (var i = 0; i < classes.Length; i++)
            classes[i] = new(Math.Max(MinRetainedPerClass, RetainedBytesPerClass >> (i + MinShift)));
    }

    /// <summary>Bytes that are rented now.</summary>
    public long OutstandingBytes => Interlocked.Read(ref outstanding);

    /// <summary>At least <paramref name="minBytes"/>, never more than <see cref="MaxBytes"/>.</summary>
    public byte[] Rent(int minBytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBytes, MaxBytes);
        var index = ClassOf(minBytes);
        var bytes = 1 << (index + MinShift);
        Interlocked.Add(ref outstanding, bytes);
        return classes[index].TryTake(out var free) ? free : GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
    }

    public void Return(byte[] buffer)
    {
        if (buffer.Length == 0) return;
        Interlocked.Add(ref outstanding, -buffer.Length);
        classes[ClassOf(buffer.Length)].Give(buffer);
    }

    /// <summary>A larger array with the first <paramref name="used"/> bytes of <paramref name="buffer"/>, which is returned.</summary>
    public byte[] Grow(byte[] buffer, int used, int minBytes)
    {
        var larger = Rent(minBytes);
        buffer.AsSpan(0, used).CopyTo(larger);
        Return(buffer);
        return larger;
    }

    private static int ClassOf(int bytes) =>
        bytes <= MinBytes ? 0 : BitOperations.Log2((uint)bytes - 1) + 1 - MinShift;
}
