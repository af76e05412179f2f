using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Rooms.Edge;

namespace Rooms.Gateway.Outgoing;

/// <summary>Which addresses may be called at the wish of a configuration: public ones, and networks that are listed. Any thread.</summary>
internal sealed class AddressGuard(IOptions<OutgoingOptions> options)
{
    // IANA's registries of special-purpose addresses (RFC 6890), and multicast. IPv4 inside IPv6 is looked at as the IPv4 address.
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
            "240.0.0.0/4",
            // The whole of ::/8: unspecified, loopback, IPv4-compatible and what was never given out; NAT64 of a local network; discard; documentation.
            "::/8", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    // At first use: this is made before a start has looked at the options.
    private readonly Lazy<IPNetwork[]> allowed = new(() => [.. options.Value.AllowedNetworks.Select(NetworksAttribute.Parse)]);

    public bool Allows(IPAddress address)
    {
        address = ClientAddress.Plain(address);
        return Array.Exists(allowed.Value, network => network.Contains(address)) || IsPublic(Inner(address));
    }

    private static bool IsPublic(IPAddress address) => !Array.Exists(NotPublic, network => network.Contains(address));

    /// <summary>Where a packet to an address of a gateway between the two families ends.</summary>
    private static IPAddress Inner(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        // RFC 6052 section 2.1 and RFC 3056 section 2.
        if (Nat64.Contains(address)) return ToIPv4(bytes[12..]);
        return SixToFour.Contains(address) ? ToIPv4(bytes[2..6]) : address;
    }

    private static IPAddress ToIPv4(ReadOnlySpan<byte> bytes) => new(BitConverter.IsLittleEndian
        ? BinaryPrimitives.ReadUInt32LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt32BigEndian(bytes));
}
