using System.Net;
using Microsoft.Extensions.Options;

namespace Rooms.Edge;

/// <summary>Tells proxies of our own from anybody else, by the address of the connection's other end. Any thread.</summary>
public sealed class TrustedProxies(IOptions<ProxiesOptions> options)
{
    // At first use: this is made before a start has looked at the options.
    private readonly Lazy<IPNetwork[]> networks = new(() => [.. options.Value.Trusted.Select(Parse)]);

    internal IReadOnlyList<IPNetwork> Networks => networks.Value;

    public bool Contain(IPAddress? address)
    {
        if (address is null) return false;
        address = ClientAddress.Plain(address);
        return Array.Exists(networks.Value, network => network.Contains(address));
    }

    /// <summary>Do they introduce clients with a PROXY header on this one of <see cref="Listeners"/>?</summary>
    public bool Introduce(string listener) => options.Value.Protocol.Contains(listener);

    // An IPv4 network written inside IPv6 is the IPv4 one: addresses are compared so.
    private static IPNetwork Parse(string text)
    {
        const int MappedBits = 96;
        _ = NetworksAttribute.TryParse(text, out var network);
        return network is { BaseAddress.IsIPv4MappedToIPv6: true, PrefixLength: >= MappedBits }
            ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - MappedBits)
            : network;
    }
}
