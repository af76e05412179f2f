using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>One named state of an activation, in the storage of its name ("Default" when it has none).</summary>
internal sealed class PersistentState<T>(Activation activation, PersistentStateAttribute attribute) : IPersistentState<T>
{
    private readonly GrainState<T> stored = new();
    private readonly IGrainStorage storage = activation.Engine.Services.GetKeyedService<IGrainStorage>(attribute.StorageName ?? "Default")
        ?? throw new InvalidOperationException($"{activation.Class.Type}: there is no grain storage '{attribute.StorageName ?? "Default"}'.");

    public T State
    {
        get => stored.State!;
        set => stored.State = value;
    }

    public string? Etag => stored.ETag;

    public bool RecordExists => stored.RecordExists;

    public Task ReadStateAsync(CancellationToken cancellationToken) => storage.ReadStateAsync(attribute.StateName, activation.GrainId, stored);

    public Task WriteStateAsync(CancellationToken cancellationToken) => storage.WriteStateAsync(attribute.StateName, activation.GrainId, stored);

    public Task ClearStateAsync(CancellationToken cancellationToken) => storage.ClearStateAsync(attribute.StateName, activation.GrainId, stored);
}
