namespace Rooms.Engine.Conformance.State;

[GenerateSerializer]
public sealed class Stored
{
    [Id(0)]
    public int Count { get; set; }
}

/// <summary>What the grain saw of its state, and of the record behind it, at a moment of its life.</summary>
[GenerateSerializer, Immutable]
public sealed record Sight([property: Id(0)] bool WasNullInConstructor, [property: Id(1)] int? CountOnActivate,
    [property: Id(2)] int Count, [property: Id(3)] bool RecordExists);

public interface IStored : IGrainWithStringKey
{
    Task<Sight> LookAsync();

    Task AddAsync();

    Task ClearAsync();

    Task DeactivateAsync();
}

public interface ISharedStoredGrain : IStored;

public interface IMemoryStoredGrain : IStored;

public interface IDefaultStoredGrain : IStored;

public abstract class StoredGrainBase(IPersistentState<Stored> state, Probe probe) : Grain, IStored
{
    private readonly bool wasNull = state.State is null;
    private int? onActivate;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        onActivate = state.State.Count;
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Signal($"{this.GetPrimaryKeyString()} deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<Sight> LookAsync() => Task.FromResult(new Sight(wasNull, onActivate, state.State.Count, state.RecordExists));

    public async Task AddAsync()
    {
        state.State.Count++;
        await state.WriteStateAsync();
    }

    public Task ClearAsync() => state.ClearStateAsync();

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class SharedStoredGrain([PersistentState(SharedStoredGrain.StateName, SharedStorage.Name)] IPersistentState<Stored> state,
    Probe probe)
    : StoredGrainBase(state, probe), ISharedStoredGrain
{
    public const string StateName = "stored";
}

public sealed class MemoryStoredGrain([PersistentState("stored", "memory")] IPersistentState<Stored> state, Probe probe)
    : StoredGrainBase(state, probe), IMemoryStoredGrain;

public sealed class DefaultStoredGrain([PersistentState("stored")] IPersistentState<Stored> state, Probe probe)
    : StoredGrainBase(state, probe), IDefaultStoredGrain;
