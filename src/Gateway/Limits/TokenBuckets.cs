namespace Rooms.Gateway.Limits;

/// <summary>
/// Token buckets by key in a bounded table: <paramref name="capacity"/> tokens, refilled at <paramref name="perSecond"/>. Full table: buckets that
/// have refilled go first, then any one; its owner starts anew, which is harmless, and the memory stays.
/// </summary>
internal sealed class TokenBuckets<TKey>(double capacity, double perSecond, int maxKeys, TimeProvider time)
    where TKey : notnull
{
    private readonly Dictionary<TKey, Bucket> buckets = [];
    private readonly Lock gate = new();
    private double capacity = capacity;
    private double perSecond = perSecond;
    private long sweptAt = time.GetTimestamp();

    public int Count
    {
        get
        {
            lock (gate) return buckets.Count;
        }
    }

    /// <summary>Counts from now on for every key.</summary>
    public void Resize(double newCapacity, double newPerSecond)
    {
        lock (gate) (capacity, perSecond) = (newCapacity, newPerSecond);
    }

    /// <summary>False: none is left; <paramref name="wait"/> tells when the next one comes.</summary>
    public bool TryTake(TKey key, out TimeSpan wait)
    {
        lock (gate)
        {
            var tokens = Tokens(key);
            wait = tokens >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - tokens) / perSecond);
            if (tokens < 1) return false;
            Store(key, tokens - 1);
            return true;
        }
    }

    /// <summary>As <see cref="TryTake"/>, but takes nothing.</summary>
    public bool HasAny(TKey key, out TimeSpan wait)
    {
        lock (gate)
        {
            var tokens = Tokens(key);
            wait = tokens >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - tokens) / perSecond);
            return tokens >= 1;
        }
    }

    private double Tokens(TKey key)
    {
        if (!buckets.TryGetValue(key, out var bucket)) return capacity;
        return Math.Min(capacity, bucket.Tokens + time.GetElapsedTime(bucket.At).TotalSeconds * perSecond);
    }

    private void Store(TKey key, double tokens)
    {
        if (buckets.Count >= maxKeys && !buckets.ContainsKey(key)) MakeRoom();
        buckets[key] = new Bucket(tokens, time.GetTimestamp());
    }

    private void MakeRoom()
    {
        // A sweep reads the whole table: once a second at most, or a flood of new keys would pay for one each.
        if (time.GetElapsedTime(sweptAt) >= TimeSpan.FromSeconds(1))
        {
            sweptAt = time.GetTimestamp();
            foreach (var (key, _) in buckets)
                if (Tokens(key) >= capacity) buckets.Remove(key);
        }
        if (buckets.Count >= maxKeys) buckets.Remove(buckets.Keys.First());
    }

    private readonly record struct Bucket(double Tokens, long At);
}
