namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// Work posted to one loop: two lists that change places. It knows whether the loop sleeps, so that most posts need no system call. Bounded by
/// what posts: a batch a feed and tick, and at most one thing at a time a connection.
/// </summary>
internal sealed class PushInbox
{
    private readonly Lock gate = new();
    private List<ILoopTask> filling = [];
    private List<ILoopTask> taken = [];
    private bool isAsleep;
    private bool isClosed;

    /// <summary>False: the loop has ended.</summary>
    public bool TryAdd(ILoopTask task, out bool mustWake)
    {
        lock (gate)
        {
            mustWake = isAsleep;
            if (isClosed) return false;
            filling.Add(task);
            // The first to wake is enough.
            isAsleep = false;
            return true;
        }
    }

    /// <summary>Before sleeping. False: something came in.</summary>
    public bool TrySleep()
    {
        lock (gate) return isAsleep = filling.Count == 0;
    }

    /// <summary>After sleeping. The list is the loop's until the next call.</summary>
    public List<ILoopTask> Take()
    {
        lock (gate)
        {
            isAsleep = false;
            taken.Clear();
            (filling, taken) = (taken, filling);
            return taken;
        }
    }

    /// <summary>Nothing is added any more.</summary>
    public void Close()
    {
        lock (gate) isClosed = true;
    }
}
