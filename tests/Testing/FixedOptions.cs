using Microsoft.Extensions.Options;

namespace Rooms.Testing;

/// <summary>Options that a test made. <see cref="Change"/> is a reload.</summary>
public sealed class FixedOptions<T>(T options) : IOptionsMonitor<T>
{
    private Action<T, string?>? changed;

    public T CurrentValue { get; private set; } = options;

    public T Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<T, string?> listener)
    {
        changed += listener;
        return null;
    }

    public void Change(T newOptions)
    {
        CurrentValue = newOptions;
        changed?.Invoke(newOptions, null);
    }
}
