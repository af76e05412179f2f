namespace Rooms.MediaRelay.Frames;

/// <summary>What one loop's viewers were sent, in bytes and writes. Any thread may read.</summary>
internal sealed class LoopTraffic
{
    private long bytesSent;
    private long sends;
    private long bytesStreamed;
    private long streamWrites;

    public long Bytes => Volatile.Read(ref bytesSent) + Volatile.Read(ref bytesStreamed);

    public long Writes => Volatile.Read(ref sends) + Volatile.Read(ref streamWrites);

    /// <summary>The loop wrote, on its thread.</summary>
    public void CountSend(long bytes)
    {
        // One writer: a plain store that readers see whole is enough.
        Volatile.Write(ref bytesSent, bytesSent + bytes);
        Volatile.Write(ref sends, sends + 1);
    }

    /// <summary>Any thread: a <see cref="StreamViewer"/> of the loop wrote by itself.</summary>
    public void CountStreamed(long bytes)
    {
        Interlocked.Add(ref bytesStreamed, bytes);
        Interlocked.Increment(ref streamWrites);
    }
}
