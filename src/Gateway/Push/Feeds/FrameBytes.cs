namespace Rooms.Gateway.Push.Feeds;

/// <summary>How many bytes of frames are kept together: frames are encoded, and given back, on any thread.</summary>
internal sealed class FrameBytes
{
    private long count;

    public long Count => Volatile.Read(ref count);

    public void Add(int bytes) => Interlocked.Add(ref count, bytes);
}
