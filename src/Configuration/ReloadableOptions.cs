using Microsoft.Extensions.Options;

namespace Rooms.Configuration;

/// <summary>
/// Options that change while the program runs, but only as a whole and only to what was found right: the framework's own monitor forgets the
/// old values before it has read the new ones.
/// </summary>
internal sealed class ReloadableOptions<T>(IOptionsFactory<T> factory) : IOptionsMonitor<T>, IRenewable
    where T : class
{
    private readonly Lock gate = new();
    private Action<T, string?>? changed;
    private volatile T? current;

    public T CurrentValue => Get(Options.DefaultName);

    public T Get(string? name)
    {
        if (current is { } there) return there;
        lock (gate) return current ??= factory.Create(Options.DefaultName);
    }

    public IDisposable? OnChange(Action<T, string?> listener)
    {
        lock (gate) changed += listener;
        return new Subscription(this, listener);
    }

    public void Renew()
    {
        Action<T, string?>? listeners;
        var next = factory.Create(Options.DefaultName);
        lock (gate)
        {
            current = next;
            listeners = changed;
        }
        listeners?.Invoke(next, Options.DefaultName);
    }

    private void Remove(Action<T, string?> listener)
    {
        lock (gate) changed -= listener;
    }

    private sealed class Subscription(ReloadableOptions<T> owner, Action<T, string?> listener) : IDisposable
    {
        public void Dispose() => owner.Remove(listener);
    }
}
