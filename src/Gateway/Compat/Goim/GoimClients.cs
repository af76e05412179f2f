using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Rooms.Gateway.Compat.Goim;

/// <summary>The goim connections of this process: by key, by user, and how many are in which room.</summary>
internal sealed class GoimClients
{
    private readonly ConcurrentDictionary<IGoimClient, byte> all = new();
    private readonly ConcurrentDictionary<string, IGoimClient> byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, ImmutableHashSet<IGoimClient>> byMid = new();
    private readonly ConcurrentDictionary<string, int> rooms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> addresses = new(StringComparer.Ordinal);

    public int Count => all.Count;

    public int AddressCount => addresses.Count;

    public IEnumerable<IGoimClient> All => all.Keys;

    public IEnumerable<KeyValuePair<string, int>> Rooms => rooms;

    public int CountIn(string roomKey) => rooms.GetValueOrDefault(roomKey);

    /// <summary>Who had the key before is replaced.</summary>
    public void Add(IGoimClient client)
    {
        all[client] = 0;
        byMid.AddOrUpdate(client.Mid, _ => [client], (_, others) => others.Add(client));
        addresses.AddOrUpdate(client.Address, 1, (_, count) => count + 1);
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
        if (!all.TryRemove(client, out _)) return;
        Take(byMid, client.Mid, others => others.Remove(client), others => others.IsEmpty);
        Take(addresses, client.Address, count => count - 1, count => count == 0);
        // Not of the one who has the key by now.
        if (client.Key is { } key) byKey.TryRemove(KeyValuePair.Create(key, client));
    }

    public void Enter(string roomKey) => rooms.AddOrUpdate(roomKey, 1, (_, count) => count + 1);

    public void Leave(string roomKey) => Take(rooms, roomKey, count => count - 1, count => count == 0);

    public IGoimClient? Find(string key) => byKey.GetValueOrDefault(key);

    public IEnumerable<IGoimClient> Of(long mid) => byMid.GetValueOrDefault(mid) ?? [];

    // Changes a value and drops the key with the last of it, whoever else changes it at the same time.
    private static void Take<TKey, TValue>(ConcurrentDictionary<TKey, TValue> values, TKey key, Func<TValue, TValue> change, Func<TValue, bool> isLast)
        where TKey : notnull
    {
        while (values.TryGetValue(key, out var before))
        {
            var after = change(before);
            var isDone = isLast(after) ? values.TryRemove(KeyValuePair.Create(key, before)) : values.TryUpdate(key, after, before);
            if (isDone) return;
        }
    }
}
