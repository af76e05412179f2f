using System.Buffers;
using System.Buffers.Binary;
using System.Net;

namespace Rooms.Wire.Proxy;

/// <summary>
/// Section 2.2: <c>signature(12) version(4) command(4) family(4) transport(4) length(16) | addresses | type(8) length(16) value ...</c>
/// </summary>
internal static class BinaryProxyHeader
{
    // 2.2 allows 64 KB. Addresses and the values that load balancers add have some hundred bytes; a client's certificate name is the longest.
    public const int MaxLength = 4096;

    private const int FixedLength = 16;
    private const int Version = 2;
    private const int Local = 0;
    private const int Proxy = 1;

    // The upper half of the byte behind the command.
    private const int Unspecified = 0;
    private const int Ipv4 = 1;
    private const int Ipv6 = 2;
    private const int Unix = 3;
    private const int MaxTransport = 2;
    private const int TlvHeaderLength = 3;

    public static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out ProxyHeader header, out int consumed)
    {
        header = default;
        consumed = 0;
        if (source.Length < FixedLength) return OperationStatus.NeedMoreData;
        var (version, command, family, transport) = (source[12] >> 4, source[12] & 15, source[13] >> 4, source[13] & 15);
        var total = FixedLength + BinaryPrimitives.ReadUInt16BigEndian(source[14..]);
        if (version != Version || command > Proxy || total > MaxLength) return OperationStatus.InvalidData;
        // 2.2: of a connection of the proxy's own nothing else is looked at.
        var isLocal = command == Local;
        if (!isLocal && (family > Unix || transport > MaxTransport || total - FixedLength < AddressLength(family))) return OperationStatus.InvalidData;
        if (source.Length < total) return OperationStatus.NeedMoreData;
        if (!isLocal && !TryReadBody(family, source[FixedLength..total], out header)) return OperationStatus.InvalidData;
        consumed = total;
        return OperationStatus.Done;
    }

    public static int Remaining(ReadOnlySpan<byte> source) =>
        (source.Length < FixedLength ? FixedLength : FixedLength + BinaryPrimitives.ReadUInt16BigEndian(source[14..])) - source.Length;

    // Source, destination, their ports. A UNIX path has 108 bytes.
    private static int AddressLength(int family) => family switch
    {
        Ipv4 => 4 + 4 + 2 + 2,
        Ipv6 => 16 + 16 + 2 + 2,
        Unix => 108 + 108,
        _ => 0,
    };

    private static bool TryReadBody(int family, ReadOnlySpan<byte> body, out ProxyHeader header)
    {
        header = family switch
        {
            Ipv4 => ProxyHeader.Of(new IPAddress(body[..4]), BinaryPrimitives.ReadUInt16BigEndian(body[8..])),
            Ipv6 => ProxyHeader.Of(new IPAddress(body[..16]), BinaryPrimitives.ReadUInt16BigEndian(body[32..])),
            _ => default,
        };
        // 2.2: behind AF_UNSPEC the bytes mean nothing.
        return family == Unspecified || AreWhole(body[AddressLength(family)..]);
    }

    // Values are not used; one that reaches over the end shows that the length is wrong, and with it where the client's bytes begin.
    private static bool AreWhole(ReadOnlySpan<byte> tlvs)
    {
        while (tlvs.Length >= TlvHeaderLength)
        {
            var length = TlvHeaderLength + BinaryPrimitives.ReadUInt16BigEndian(tlvs[1..]);
            if (length > tlvs.Length) return false;
            tlvs = tlvs[length..];
        }
        return tlvs.IsEmpty;
    }
}
