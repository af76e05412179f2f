namespace Rooms.Sockets;

/// <summary>The sockets that one loop has the kernel watch, and where it sleeps. The loop's thread, but for what says otherwise.</summary>
public sealed class WatchedSockets : IDisposable
{
    private const int MaxReady = 256;

    private readonly Poller poller = new();
    private readonly SlotTable<ILoopSocket> sockets = new();
    private readonly uint[] ready = new uint[MaxReady];
    private int readyCount;

    public IEnumerable<ILoopSocket> Items => sockets.Items;

    /// <summary>The key to forget it by. Null: the kernel has no place for one more.</summary>
    public uint? TryAdd(int descriptor, ILoopSocket socket, Readiness wanted)
    {
        var key = sockets.Add(socket);
        if (poller.TryWatch(descriptor, wanted, key)) return key;
        sockets.Remove(key);
        return null;
    }

    /// <summary>From any thread, while the descriptor is open: the kernel reports no more. <see cref="Remove"/> must follow.</summary>
    public void Forget(int descriptor) => poller.Forget(descriptor);

    public void Remove(uint key) => sockets.Remove(key);

    /// <summary>From any thread.</summary>
    public void Wake() => poller.Wake();

    /// <summary>Until a socket is ready, or somebody wakes. -1: however long.</summary>
    public void Sleep(int milliseconds) => readyCount = poller.Wait(milliseconds, ready);

    /// <summary>After a sleep: whoever is ready gets its turn.</summary>
    public void ServeReady()
    {
        foreach (var key in ready.AsSpan(0, readyCount)) sockets.Find(key)?.OnReady();
    }

    public void Dispose() => poller.Dispose();
}
