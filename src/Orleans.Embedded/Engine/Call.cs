using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>One entry in an activation's queue: a grain call or a timer tick. It is in one <see cref="CallList"/> at a time.</summary>
internal abstract class Call
{
    public Dictionary<string, object>? Context { get; init; }

    /// <summary>On the engine's clock; the caller is told a timeout after it.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    public Call? Next { get; set; }

    public Call? Previous { get; set; }

    public virtual bool IsReadOnly => false;

    public virtual bool IsAlwaysInterleaved => false;

    /// <summary>Belongs to this activation alone: not counted against the queue's limit, not sent on to the next activation.</summary>
    public virtual bool IsLocal => false;

    /// <summary>Running it counts as use of the activation.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Nobody waits for it any more: it was cancelled, or timed out.</summary>
    public abstract bool IsDone { get; }

    public Guid ReentrancyId => RequestContext.IdIn(Context);

    public bool MayInterleave => IsAlwaysInterleaved || ReentrancyId != Guid.Empty;

    /// <summary>Runs as a turn of the activation.</summary>
    public abstract Task InvokeAsync(Activation activation);

    public abstract void Complete(Task finished);

    public abstract void Fail(Exception reason);
}
