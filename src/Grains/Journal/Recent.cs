using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Rooms.Grains.Journal;

/// <summary>An immutable memory of the newest keyed things: at most <see cref="Limit"/>, and 24 h (rooms-v1 section 4).</summary>
internal sealed class Recent<T>
    where T : class, IKeyed
{
    public const int Limit = 10_000;
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly ImmutableDictionary<string, T> byKey;
    private readonly ImmutableQueue<T> byAge;

    [JsonConstructor]
    public Recent(ImmutableArray<T> items)
        : this(items.ToImmutableDictionary(item => item.Key), ImmutableQueue.CreateRange(items))
    {
    }

    private Recent(ImmutableDictionary<string, T> byKey, ImmutableQueue<T> byAge)
    {
        this.byKey = byKey;
        this.byAge = byAge;
    }

    [JsonIgnore]
    public int Count => byKey.Count;

    /// <summary>Oldest first.</summary>
    public ImmutableArray<T> Items => [.. byAge];

    public T? Find(string key, DateTimeOffset now) => byKey.TryGetValue(key, out var item) && item.At + Kept > now ? item : null;

    /// <summary>A key that is known stays as it is until it is too old.</summary>
    public Recent<T> Add(T item)
    {
        var (keys, ages) = (byKey, byAge);
        while (keys.Count > 0 && (keys.Count >= Limit || ages.Peek().At + Kept <= item.At))
        {
            ages = ages.Dequeue(out var oldest);
            keys = keys.Remove(oldest.Key);
        }
        return keys.ContainsKey(item.Key) ? new Recent<T>(keys, ages) : new Recent<T>(keys.Add(item.Key, item), ages.Enqueue(item));
    }

    /// <summary>As <see cref="Add"/> of each, for less.</summary>
    public Recent<T> AddAll(IEnumerable<T> items)
    {
        var keys = byKey.ToBuilder();
        var ages = new Queue<T>(byAge);
        foreach (var item in items)
        {
            while (ages.TryPeek(out var oldest) && (keys.Count >= Limit || oldest.At + Kept <= item.At)) keys.Remove(ages.Dequeue().Key);
            if (keys.TryAdd(item.Key, item)) ages.Enqueue(item);
        }
        return new Recent<T>(keys.ToImmutable(), ImmutableQueue.CreateRange(ages));
    }
}
