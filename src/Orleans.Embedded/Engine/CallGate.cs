namespace Orleans.Embedded;

/// <summary>
/// Which of the waiting calls may start: one at a time, but for the interleaving rules, which are Orleans' own. Guarded by the
/// activation's lock.
/// </summary>
internal sealed class CallGate(bool isReentrant)
{
    private readonly CallList waiting = new();
    private readonly CallList running = new();
    private Dictionary<Guid, int>? sections;

    // As on Orleans: the call that the others must fit. After it ends, whatever interleaved with it may still run beside the next one.
    private Call? blocking;

    // While both are 0 a full queue behind a blocking call needs no search.
    private int waitingInterleaved;
    private int waitingReadOnly;

    public int WaitingCount => waiting.Count;

    public int RunningCount => running.Count;

    public bool IsEmpty => waiting.Count + running.Count == 0;

    public Call? FirstWaiting => waiting.First;

    public void Add(Call call)
    {
        waiting.Add(call);
        Count(call, 1);
    }

    public bool MayStart(Call call) =>
        isReentrant || blocking is null || call.IsAlwaysInterleaved || (blocking.IsReadOnly && call.IsReadOnly)
        || (sections is not null && sections.ContainsKey(call.ReentrancyId));

    /// <summary>
    /// The oldest call that may start now, moved to the running ones. Calls that nobody waits for are dropped on the way.
    /// </summary>
    public Call? TakeNext()
    {
        if (blocking is not null && !isReentrant && waitingInterleaved == 0 && !(blocking.IsReadOnly && waitingReadOnly > 0)) return null;
        for (var call = waiting.First; call is not null;)
        {
            var next = call.Next;
            if (call.IsDone) RemoveWaiting(call);
            else if (MayStart(call))
            {
                RemoveWaiting(call);
                running.Add(call);
                if (!call.IsAlwaysInterleaved) blocking ??= call;
                return call;
            }
            call = next;
        }
        return null;
    }

    public void Leave(Call call)
    {
        running.Remove(call);
        if (ReferenceEquals(blocking, call)) blocking = null;
    }

    public List<Call> TakeAllWaiting()
    {
        var all = new List<Call>(waiting.Count);
        while (waiting.First is { } call)
        {
            RemoveWaiting(call);
            all.Add(call);
        }
        return all;
    }

    public void AddExpiredTo(List<Call> expired, long now)
    {
        waiting.AddExpiredTo(expired, now);
        running.AddExpiredTo(expired, now);
    }

    public void EnterSection(Guid id)
    {
        sections ??= [];
        sections[id] = sections.GetValueOrDefault(id) + 1;
    }

    public void ExitSection(Guid id)
    {
        if (sections is null || !sections.TryGetValue(id, out var depth)) return;
        if (depth > 1) sections[id] = depth - 1;
        else sections.Remove(id);
    }

    private void RemoveWaiting(Call call)
    {
        waiting.Remove(call);
        Count(call, -1);
    }

    private void Count(Call call, int change)
    {
        if (call.MayInterleave) waitingInterleaved += change;
        if (call.IsReadOnly) waitingReadOnly += change;
    }
}
