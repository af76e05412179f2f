using System.Net;
using Microsoft.Extensions.Options;

namespace Rooms.Edge;

/// <summary>Tells proxies of our own from anybody else, by the address of the connection's other end. Any thread.</summary>
public sealed class TrustedProxies(IOptions<ProxiesOptions> options)
{
    // At first use: this is made before a start has looked at the options.
    private readonly Lazy<IPNetwork[]> networks = new(() => [.. options.Value.Trusted.Select(NetworksAttribute.Parse)]);

    internal IReadOnlyList<IPNetwork> Networks => networks.Value;

    public bool Contain(IPAddress? address)
    {
        if (address is null) return false;
        address = ClientAddress.Plain(address);
        return Array.Exists(networks.Value, network => network.Contains(address));
    }

    /// <summary>Do they introduce clients with a PROXY header on this one of <see cref="Listeners"/>?</summary>
    public bool Introduce(string listener) => options.Value.Protocol.Contains(listener);
}
