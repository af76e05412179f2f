namespace Rooms.MediaRelay.Frames;

/// <summary>
/// Bytes that viewers of one stream and protocol were sent. A loop adds to a cell of its own: no lock, no line of memory that two cores write.
/// </summary>
internal sealed class SendMeter(int loops)
{
    // 64 bytes: a cache line.
    private const int Stride = 8;

    // The first is for all other threads; loops count from 1.
    private readonly long[] cells = new long[(loops + 1) * Stride];

    public long Total
    {
        get
        {
            long total = 0;
            for (var i = 0; i < cells.Length; i += Stride) total += Volatile.Read(ref cells[i]);
            return total;
        }
    }

    /// <summary>On the thread of the loop with this number.</summary>
    public void Add(int loop, long bytes)
    {
        ref var cell = ref cells[loop * Stride];
        Volatile.Write(ref cell, cell + bytes);
    }

    /// <summary>From any thread.</summary>
    public void Add(long bytes) => Interlocked.Add(ref cells[0], bytes);
}
