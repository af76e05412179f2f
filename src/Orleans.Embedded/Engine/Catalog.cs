using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The activations in memory: one a grain, a pool of them for a stateless worker.</summary>
internal sealed class Catalog(GrainEngine engine) : IActivationOwner
{
    private readonly ConcurrentDictionary<GrainId, ICallTarget> targets = new();

    // Fault mode only: second activations beside the first.
    private readonly ConcurrentDictionary<GrainId, Activation> duplicates = new();

    /// <summary>From now on calls reach only what is in memory.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Every activation. Not a snapshot: some may come or end meanwhile.</summary>
    public IEnumerable<Activation> Activations
    {
        get
        {
            foreach (var (_, target) in targets)
            {
                if (target is Activation activation) yield return activation;
                else foreach (var worker in ((StatelessWorkers)target).Snapshot()) yield return worker;
            }
            foreach (var (_, duplicate) in duplicates) yield return duplicate;
        }
    }

    public ICallTarget GetOrAdd(GrainId id)
    {
        if (targets.TryGetValue(id, out var target))
            return engine.Faults?.WantsDuplicate() == true && target is Activation ? duplicates.GetOrAdd(id, MakeActivation) : target;
        if (IsClosed) throw new SiloUnavailableException($"{id} is not active and the silo is stopping.");
        return targets.GetOrAdd(id, Make);
    }

    public void Remove(Activation activation)
    {
        targets.TryRemove(new(activation.GrainId, activation));
        duplicates.TryRemove(new(activation.GrainId, activation));
    }

    public void Remove(GrainId id, StatelessWorkers workers) => targets.TryRemove(new(id, workers));

    private ICallTarget Make(GrainId id) =>
        engine.Types.Of(id.TypeText) is { MaxWorkers: { } max } grainClass
            ? new StatelessWorkers(engine, grainClass, id, max) : MakeActivation(id);

    private Activation MakeActivation(GrainId id) => new(engine, engine.Types.Of(id.TypeText), id, this);
}
