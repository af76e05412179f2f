using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>
/// A constructor parameter with <see cref="PersistentStateAttribute"/>: empty in the constructor, read before OnActivateAsync.
/// </summary>
public interface IPersistentState<TState> : IStorage<TState>;

[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    public string StateName { get; } = stateName;

    public string? StorageName { get; } = storageName;
}
