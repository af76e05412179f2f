using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Objects outside grains that have references. Held weakly: an observer that its maker dropped is gone.</summary>
internal sealed class Observers(GrainEngine engine)
{
    private const string TypeName = "sys.observer";
    private readonly ConcurrentDictionary<GrainId, ObserverTarget> targets = new();

    public static bool Owns(GrainId id) => id.TypeText == TypeName;

    public GrainId Add(IGrainObserver observer)
    {
        var id = GrainId.Create(TypeName, Guid.NewGuid().ToString("n"));
        targets[id] = new ObserverTarget(observer, engine.Messaging.MaxEnqueuedRequestsHardLimit);
        return id;
    }

    public void Remove(GrainId id) => targets.TryRemove(id, out _);

    /// <summary>Lossy: a call to an observer that is gone is rejected, and one-way calls are simply lost.</summary>
    public void Post(Call call, GrainId id)
    {
        if (!targets.TryGetValue(id, out var target) || !target.TryPost(call))
            call.Fail(new OrleansMessageRejectionException("The observer is gone."));
    }

    public void AddExpiredTo(List<Call> expired, long now)
    {
        foreach (var (_, target) in targets) target.AddExpiredTo(expired, now);
    }

    public void ForgetDead()
    {
        foreach (var (id, target) in targets)
            if (!target.IsAlive) targets.TryRemove(id, out _);
    }
}
