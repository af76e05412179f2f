namespace Rooms.Gateway.Sessions;

/// <summary>Ids that may not be used again before they expire by themselves. Bounded: the oldest go first, 100 bytes each.</summary>
internal sealed class EndedIds(TimeProvider time)
{
    private const int MaxIds = 65_536;

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> expiries = new(StringComparer.Ordinal);
    private readonly Queue<string> byAge = new();

    /// <summary>False: it had ended before.</summary>
    public bool TryEnd(string id, long expiry)
    {
        lock (gate)
        {
            Forget();
            if (!expiries.TryAdd(id, expiry)) return false;
            byAge.Enqueue(id);
            return true;
        }
    }

    public bool Contains(string id)
    {
        lock (gate) return expiries.ContainsKey(id);
    }

    private void Forget()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        while (byAge.TryPeek(out var oldest) && (expiries[oldest] <= now || expiries.Count >= MaxIds))
            expiries.Remove(byAge.Dequeue());
    }
}
