using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Rooms.Gateway.Compat.Goim;

/// <summary>The goim connections of this process, by key and by user. Any thread.</summary>
internal sealed class GoimClients
{
    private readonly ConcurrentDictionary<string, IGoimClient> byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, ImmutableHashSet<IGoimClient>> byMid = new();

    /// <summary>Who had the key before is replaced.</summary>
    public void Add(IGoimClient client)
    {
        byMid.AddOrUpdate(client.Mid, _ => [client], (_, others) => others.Add(client));
        if (client.Key is not { } key) return;
        IGoimClient? before = null;
        byKey.AddOrUpdate(key, client, (_, present) =>
        {
            before = present;
            return client;
        });
        before?.Replace();
    }

    public void Remove(IGoimClient client)
    {
        RemoveOf(client.Mid, client);
        // Not of the one who has the key by now.
        if (client.Key is { } key) byKey.TryRemove(KeyValuePair.Create(key, client));
    }

    public IGoimClient? Find(string key) => byKey.GetValueOrDefault(key);

    public IEnumerable<IGoimClient> Of(long mid) => byMid.GetValueOrDefault(mid) ?? [];

    // The last one takes the entry along, whoever else changes it at the same time.
    private void RemoveOf(long mid, IGoimClient client)
    {
        while (byMid.TryGetValue(mid, out var before))
        {
            var after = before.Remove(client);
            if (after.IsEmpty ? byMid.TryRemove(KeyValuePair.Create(mid, before)) : byMid.TryUpdate(mid, after, before)) return;
        }
    }
}
