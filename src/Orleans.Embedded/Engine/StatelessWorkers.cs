using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>
/// The activations of one stateless worker: a call goes to an idle one, else to a new one, else to the one with the shortest queue.
/// </summary>
internal sealed class StatelessWorkers(GrainEngine engine, GrainClass grainClass, GrainId id, int max) : ICallTarget, IActivationOwner
{
    private readonly Lock gate = new();
    private readonly List<Activation> workers = [];
    private bool isClosed;

    public bool TryPost(Call call)
    {
        lock (gate)
        {
            while (!isClosed)
            {
                var worker = Choose();
                if (worker.TryPost(call)) return true;
                workers.Remove(worker);
            }
            return false;
        }
    }

    public void Remove(Activation activation)
    {
        lock (gate)
        {
            workers.Remove(activation);
            isClosed = workers.Count == 0;
            if (!isClosed) return;
        }
        engine.Catalog.Remove(id, this);
    }

    public Activation[] Snapshot()
    {
        lock (gate) return [.. workers];
    }

    private Activation Choose()
    {
        var best = workers.MinBy(worker => worker.Load);
        if (best is not null && (best.Load == 0 || workers.Count >= max)) return best;
        var added = new Activation(engine, grainClass, id, this);
        workers.Add(added);
        return added;
    }
}
