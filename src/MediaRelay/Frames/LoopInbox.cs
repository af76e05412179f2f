namespace Rooms.MediaRelay.Frames;

/// <summary>
/// Commands to one loop: two lists that change places. It knows until when the loop sleeps, so that most posts need no system call to wake
/// it. Bounded by what posts: a few commands a viewer and one window a track.
/// </summary>
internal sealed class LoopInbox
{
    private readonly Lock gate = new();
    private List<LoopCommand> filling = [];
    private List<LoopCommand> taken = [];
    private long wakesAt = long.MinValue;
    private bool isClosed;

    /// <summary>False: the loop has ended. <paramref name="mustWake"/>: it would sleep past <paramref name="neededAt"/>.</summary>
    public bool TryAdd(LoopCommand command, long neededAt, out bool mustWake)
    {
        lock (gate)
        {
            mustWake = neededAt < wakesAt;
            if (isClosed) return false;
            filling.Add(command);
            // The first to wake is enough.
            if (mustWake) wakesAt = long.MinValue;
            return true;
        }
    }

    /// <summary>Before sleeping. False: something came in.</summary>
    public bool TrySleep(long until)
    {
        lock (gate)
        {
            if (filling.Count > 0) return false;
            wakesAt = until;
            return true;
        }
    }

    /// <summary>After sleeping: a post need not wake.</summary>
    public void Awaken()
    {
        lock (gate) wakesAt = long.MinValue;
    }

    /// <summary>The list is the loop's until the next call.</summary>
    public List<LoopCommand> Take()
    {
        lock (gate)
        {
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
