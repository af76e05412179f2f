using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>One named state of an activation, in the keyed storage of its name, or in the one without key.</summary>
internal sealed class PersistentState<T>(Activation activation, PersistentStateAttribute attribute) : IPersistentState<T>
{
    private readonly GrainState<T> stored = new();
    private readonly IGrainStorage storage = Find(activation.Engine.Services, attribute.StorageName)
        ?? throw new InvalidOperationException($"{activation.Class.Type}: no grain storage {attribute.StorageName ?? "without key"}.");

    public T State
    {
        get => stored.State!;
        set => stored.State = value;
    }

    public string? Etag => stored.ETag;

    public bool RecordExists => stored.RecordExists;

    public Task ReadStateAsync(CancellationToken cancellationToken) =>
        storage.ReadStateAsync(attribute.StateName, activation.GrainId, stored);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        storage.WriteStateAsync(attribute.StateName, activation.GrainId, stored);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        storage.ClearStateAsync(attribute.StateName, activation.GrainId, stored);

    private static IGrainStorage? Find(IServiceProvider services, string? name) =>
        string.IsNullOrWhiteSpace(name) ? services.GetService<IGrainStorage>() : services.GetKeyedService<IGrainStorage>(name);
}
