using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;
using Rooms.Edge;

namespace Rooms.Host.Tls;

/// <summary>
/// HTTPS connections that have not asked for anything yet, by address (IPv6: its /64): over <c>Limits:HalfOpenPerAddress</c> no more handshakes begin, so nobody holds the
/// server's memory with hellos that never end. RTMPS connections are in RTMP's own table. Any thread.
/// </summary>
internal sealed partial class HalfOpenConnections(IOptionsMonitor<HalfOpenOptions> options, TrustedProxies proxies, ILogger<HalfOpenConnections> logger)
{
    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, int> byAddress = [];
    private long refusedSinceLog;

    /// <summary>At the start of a handshake. False: over the limit, nothing was counted.</summary>
    public bool TryEnter(ConnectionContext connection)
    {
        // A proxy of our own opens connections for many; where it introduces them, the address is the client's by now.
        if (connection.RemoteEndPoint is not IPEndPoint peer || proxies.Contain(peer.Address)) return true;
        var address = ClientAddress.Subscriber(peer.Address);
        if (!TryCount(address))
        {
            Interlocked.Increment(ref refusedSinceLog);
            return false;
        }
        var place = new Place(this, address);
        connection.Items[typeof(Place)] = place;
        connection.ConnectionClosed.UnsafeRegister(static state => ((Place)state!).Leave(), place);
        return true;
    }

    /// <summary>At every request; the first one counts.</summary>
    public static void Establish(HttpContext context)
    {
        if (context.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(typeof(Place), out var place) is true) ((Place)place!).Leave();
    }

    /// <summary>Called about once a second.</summary>
    public void TellRefused()
    {
        if (Interlocked.Exchange(ref refusedSinceLog, 0) is > 0 and var refused) HandshakesRefused(refused);
    }

    private bool TryCount(IPAddress address)
    {
        lock (gate)
        {
            var count = byAddress.GetValueOrDefault(address);
            if (count >= options.CurrentValue.HalfOpenPerAddress) return false;
            byAddress[address] = count + 1;
            return true;
        }
    }

    private void Discount(IPAddress address)
    {
        lock (gate)
        {
            if (byAddress[address] == 1) byAddress.Remove(address);
            else byAddress[address]--;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} HTTPS connections refused in the last second: rate_limited by address")]
    private partial void HandshakesRefused(long count);

    /// <summary>Left once, by the first request or by the connection's end.</summary>
    private sealed class Place(HalfOpenConnections owner, IPAddress address)
    {
        private int hasLeft;

        public void Leave()
        {
            if (Interlocked.Exchange(ref hasLeft, 1) == 0) owner.Discount(address);
        }
    }
}
