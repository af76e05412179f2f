using System.Net;
using Microsoft.Extensions.Options;
using Rooms.Edge;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// Connections that have not said yet what they want, by address (IPv6: its /64), so that no single one takes every place. As large as they are. Any thread.
/// </summary>
internal sealed class HalfOpenSockets(IOptions<PushOptions> options)
{
    // Some 500 bytes each.
    private const int Most = 32 * 1024;

    private readonly Dictionary<IPAddress, int> byAddress = [];
    private int count;

    public int Count
    {
        get
        {
            lock (byAddress) return count;
        }
    }

    public HalfOpenOutcome TryEnter(IPAddress address)
    {
        address = ClientAddress.Subscriber(address);
        lock (byAddress)
        {
            if (count >= Most) return HalfOpenOutcome.Full;
            var here = byAddress.GetValueOrDefault(address);
            if (here >= options.Value.HalfOpenPerAddress) return HalfOpenOutcome.AddressFull;
            byAddress[address] = here + 1;
            count++;
            return HalfOpenOutcome.Entered;
        }
    }

    public void Leave(IPAddress address)
    {
        address = ClientAddress.Subscriber(address);
        lock (byAddress)
        {
            count--;
            if (--byAddress[address] == 0) byAddress.Remove(address);
        }
    }
}
