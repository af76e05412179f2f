using System.Numerics;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>The pool of <see cref="PushBuffer"/>: pinned arrays in powers of two. Any thread; a lock a size, held for one push or pop.</summary>
internal sealed class PushBuffers
{
    // One short event; a batch of a tick is some kilobytes.
    private const int SmallestShift = 8;

    // 1 MiB: what is larger is rare and left to the collector.
    private const int LargestShift = 20;

    // What each size keeps for the next burst.
    private const int KeptBytesPerSize = 4 * 1024 * 1024;
    private const int KeptBuffers = 16 * 1024;

    private readonly Stack<byte[]>[] free = [.. Enumerable.Range(0, LargestShift - SmallestShift + 1).Select(_ => new Stack<byte[]>())];
    private readonly Stack<PushBuffer> shells = new();
    private int outstanding;

    /// <summary>Buffers that somebody still holds.</summary>
    public int Outstanding => Volatile.Read(ref outstanding);

    /// <summary>Empty; the caller owns the one reference.</summary>
    public PushBuffer Rent(int minBytes = 0)
    {
        Interlocked.Increment(ref outstanding);
        PushBuffer? buffer;
        lock (shells) shells.TryPop(out buffer);
        buffer ??= new PushBuffer(this);
        buffer.Open(RentBytes(minBytes));
        return buffer;
    }

    internal byte[] RentBytes(int minBytes)
    {
        var size = SizeOf(minBytes);
        if (size < free.Length)
        {
            lock (free[size])
                if (free[size].TryPop(out var kept)) return kept;
            return GC.AllocateUninitializedArray<byte>(1 << (size + SmallestShift), pinned: true);
        }
        return GC.AllocateUninitializedArray<byte>(minBytes, pinned: true);
    }

    internal void ReturnBytes(byte[] bytes)
    {
        var size = SizeOf(bytes.Length);
        if (bytes.Length == 0 || size >= free.Length) return;
        lock (free[size])
            if ((free[size].Count + 1) * (long)bytes.Length <= KeptBytesPerSize) free[size].Push(bytes);
    }

    internal void Return(PushBuffer buffer, byte[] bytes)
    {
        ReturnBytes(bytes);
        Interlocked.Decrement(ref outstanding);
        lock (shells)
            if (shells.Count < KeptBuffers) shells.Push(buffer);
    }

    // The place of the smallest size that has so many bytes.
    private static int SizeOf(int bytes) => Math.Max(0, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(0, bytes - 1)) - SmallestShift);
}
