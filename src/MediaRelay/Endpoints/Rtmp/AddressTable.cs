using System.Net;
using Microsoft.Extensions.Options;
using Rooms.Edge;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>
/// Connections by address, of IPv6 by its /64. Holds an entry only while an address has a connection, so it is as large as the server's
/// connections. Any thread.
/// </summary>
internal sealed class AddressTable(IOptionsMonitor<RtmpLimitOptions> options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, Counts> byAddress = [];

    public int Count
    {
        get
        {
            lock (gate) return byAddress.Count;
        }
    }

    /// <summary>Counts a new connection, half open. False: over a limit, nothing was counted.</summary>
    public bool TryEnter(IPAddress address)
    {
        address = ClientAddress.Subscriber(address);
        var limits = options.CurrentValue;
        lock (gate)
        {
            var counts = byAddress.GetValueOrDefault(address);
            if (counts.HalfOpen >= limits.HalfOpenPerAddress) return false;
            if (limits.ConnectionsPerAddress > 0 && counts.All >= limits.ConnectionsPerAddress) return false;
            byAddress[address] = new(counts.All + 1, counts.HalfOpen + 1);
            return true;
        }
    }

    /// <summary>The connection publishes or plays.</summary>
    public void Establish(IPAddress address)
    {
        address = ClientAddress.Subscriber(address);
        lock (gate) byAddress[address] = byAddress[address] with { HalfOpen = byAddress[address].HalfOpen - 1 };
    }

    public void Exit(IPAddress address, bool wasHalfOpen)
    {
        address = ClientAddress.Subscriber(address);
        lock (gate)
        {
            var counts = byAddress[address];
            if (counts.All == 1) byAddress.Remove(address);
            else byAddress[address] = new(counts.All - 1, counts.HalfOpen - (wasHalfOpen ? 1 : 0));
        }
    }

    private readonly record struct Counts(int All, int HalfOpen);
}
