using System.Net;
using System.Net.Sockets;

namespace Rooms.Edge;

/// <summary>A client's address, as it is logged and as it is counted.</summary>
public static class ClientAddress
{
    // What a provider gives one IPv6 subscriber at least (RFC 6177): every machine there picks its own of 2^64 addresses, anew each day.
    private const int SubscriberBytes = 64 / 8;

    /// <summary>On a socket of both families an IPv4 address comes inside an IPv6 one.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>What limits count by: the IPv4 address, or the /64 of an IPv6 one.</summary>
    public static IPAddress Subscriber(IPAddress address)
    {
        address = Plain(address);
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[SubscriberBytes..].Clear();
        return new IPAddress(bytes);
    }
}
