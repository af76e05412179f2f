using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>Every push connection of this process, whatever its loop and protocol. Any thread.</summary>
internal sealed class ConnectionTable(PushMetrics metrics)
{
    private readonly ConcurrentDictionary<string, PushConnection> byId = new(StringComparer.Ordinal);

    public int Count => byId.Count;

    /// <summary>For the inspector: what it reads of them may be a moment old.</summary>
    public IEnumerable<PushConnection> All => byId.Values;

    public bool TryFind(string id, [NotNullWhen(true)] out PushConnection? connection) => byId.TryGetValue(id, out connection);

    internal void Add(PushConnection connection)
    {
        byId[connection.Id] = connection;
        metrics.Opened(connection.Surface.Name);
    }

    internal void Remove(PushConnection connection, string reason)
    {
        if (byId.TryRemove(connection.Id, out _)) metrics.Closed(connection.Surface.Name, reason);
    }
}
