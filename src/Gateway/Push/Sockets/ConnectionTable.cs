using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Rooms.Edge;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>Every push connection of this process, whatever its loop and protocol. Any thread.</summary>
internal sealed class ConnectionTable(PushMetrics metrics)
{
    private readonly ConcurrentDictionary<string, PushConnection> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<IPAddress, int> byAddress = [];

    public int Count => byId.Count;

    /// <summary>For the inspector: what it reads of them may be a moment old.</summary>
    public IEnumerable<PushConnection> All => byId.Values;

    public bool TryFind(string id, [NotNullWhen(true)] out PushConnection? connection) => byId.TryGetValue(id, out connection);

    /// <summary>Connections of one address, or of one IPv6 /64.</summary>
    public int CountOf(IPAddress address)
    {
        lock (byAddress) return byAddress.GetValueOrDefault(ClientAddress.Subscriber(address));
    }

    internal void Add(PushConnection connection)
    {
        byId[connection.Id] = connection;
        CountAddress(connection.Address, 1);
        metrics.Opened(connection.Surface.Name);
    }

    internal void Remove(PushConnection connection, string reason)
    {
        if (!byId.TryRemove(connection.Id, out _)) return;
        CountAddress(connection.Address, -1);
        metrics.Closed(connection.Surface.Name, reason);
    }

    private void CountAddress(IPAddress address, int change)
    {
        var subscriber = ClientAddress.Subscriber(address);
        lock (byAddress)
        {
            var count = byAddress.GetValueOrDefault(subscriber) + change;
            if (count == 0) byAddress.Remove(subscriber);
            else byAddress[subscriber] = count;
        }
    }
}
