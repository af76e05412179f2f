namespace Rooms.Gateway.Push.Feeds;

/// <summary>One page of older events, and who waits for it. Any thread.</summary>
internal sealed class OlderPage
{
    private readonly Lock gate = new();
    private List<Action<OlderEvents>>? waiting = [];
    private OlderEvents answer;
    private bool wasAsked;
    private bool isForgotten;

    /// <summary>Kept, so that what it throws is not lost silently.</summary>
    public Task Reading { get; set; } = Task.CompletedTask;

    public bool IsDone
    {
        get
        {
            lock (gate) return waiting is null;
        }
    }

    /// <summary>It was read, and does not have what comes next after the number.</summary>
    public bool Misses(long after)
    {
        lock (gate) return waiting is null && !answer.Continues(after);
    }

    public void Wait(Action<OlderEvents> tell)
    {
        lock (gate)
        {
            wasAsked = true;
            if (waiting is not null)
            {
                waiting.Add(tell);
                return;
            }
        }
        tell(answer);
    }

    public void Complete(OlderEvents read)
    {
        List<Action<OlderEvents>> told;
        lock (gate)
        {
            answer = read;
            told = waiting!;
            waiting = null;
            if (isForgotten) read.Batch?.Forget();
        }
        foreach (var tell in told) tell(read);
    }

    /// <summary>Since the last time?</summary>
    public bool WasAsked()
    {
        lock (gate)
        {
            var was = wasAsked || waiting is not null;
            wasAsked = false;
            return was;
        }
    }

    public void Forget()
    {
        lock (gate)
        {
            isForgotten = true;
            answer.Batch?.Forget();
        }
    }
}
