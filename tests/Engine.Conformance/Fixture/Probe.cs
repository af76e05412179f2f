using System.Collections.Concurrent;

namespace Rooms.Engine.Conformance.Fixture;

/// <summary>
/// How grains and tests meet: each named signal is counted, so one that is given before it is awaited is not lost. Every wait has a
/// deadline that says what for.
/// </summary>
public sealed class Probe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> signals = new();
    private readonly ConcurrentQueue<string> log = new();

    public void Signal(string name)
    {
        log.Enqueue(name);
        For(name).Release();
    }

    public async Task WaitAsync(string name)
    {
        if (!await For(name).WaitAsync(Patience))
            throw new TimeoutException($"'{name}' was not signalled in {Patience}. The last were: {string.Join(", ", log.TakeLast(20))}");
    }

    /// <summary>Names of signals given so far with this beginning, in order.</summary>
    public IReadOnlyList<string> Seen(string prefix) => [.. log.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];

    private SemaphoreSlim For(string name) => signals.GetOrAdd(name, static _ => new SemaphoreSlim(0));
}
