using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Rooms.Edge;

/// <summary>Networks in CIDR form, or single addresses.</summary>
public sealed class NetworksAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is string[] networks && networks.All(network => TryParse(network, out _));

    /// <summary>An IPv4 network written inside IPv6 is the IPv4 one: addresses are compared as <see cref="ClientAddress.Plain"/> has them.</summary>
    public static IPNetwork Parse(string text)
    {
        const int MappedBits = 96;
        _ = TryParse(text, out var network);
        return network is { BaseAddress.IsIPv4MappedToIPv6: true, PrefixLength: >= MappedBits }
            ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - MappedBits)
            : network;
    }

    private static bool TryParse(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) return true;
        if (!IPAddress.TryParse(text, out var address)) return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
