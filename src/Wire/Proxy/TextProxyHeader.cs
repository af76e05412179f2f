using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Rooms.Wire.Proxy;

/// <summary>
/// Section 2.1: <c>PROXY TCP4|TCP6 source destination source-port destination-port CR LF</c>, or <c>PROXY UNKNOWN ... CR LF</c>; one blank between two
/// words, numbers without leading zeros.
/// </summary>
internal static class TextProxyHeader
{
    // 2.1: the longest line with its end; TCP6 with addresses in full has 104.
    private const int MaxLength = 107;

    private static readonly SearchValues<byte> Ipv6Characters = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    public static ReadOnlySpan<byte> Signature => "PROXY "u8;

    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out ProxyHeader header, out int consumed)
    {
        header = default;
        consumed = 0;
        var seen = source[..Math.Min(source.Length, MaxLength)];
        var end = seen.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0 || (end == seen.Length - 1 && seen[end] == '\r'))
            return source.Length + Remaining(source) > MaxLength ? OperationStatus.InvalidData : OperationStatus.NeedMoreData;
        if (!seen[end..].StartsWith("\r\n"u8) || !TryReadWords(seen[Signature.Length..end], out header)) return OperationStatus.InvalidData;
        consumed = end + 2;
        return OperationStatus.Done;
    }

    /// <summary>The shortest lines: <c>PROXY UNKNOWN</c>, <c>PROXY TCP6 :: :: 0 0</c>, <c>PROXY TCP4 0.0.0.0 0.0.0.0 0 0</c>.</summary>
    public static int Remaining(ReadOnlySpan<byte> source)
    {
        var least = source.StartsWith("PROXY TCP4 "u8) ? 32 : source.StartsWith("PROXY TCP6 "u8) ? 22 : 15;
        if (source.Length < least) return least - source.Length;
        return source[^1] == '\r' ? 1 : 2;
    }

    private static bool TryReadWords(ReadOnlySpan<byte> line, out ProxyHeader header)
    {
        header = default;
        var family = TakeWord(ref line);
        // 2.1: what stands behind UNKNOWN is not looked at.
        if (family.SequenceEqual("UNKNOWN"u8)) return true;
        var isIpv4 = family.SequenceEqual("TCP4"u8);
        if (!isIpv4 && !family.SequenceEqual("TCP6"u8)) return false;
        if (!TryReadAddress(TakeWord(ref line), isIpv4, out var client) || !TryReadAddress(TakeWord(ref line), isIpv4, out _)) return false;
        if (!TryReadPort(TakeWord(ref line), out var port) || !TryReadPort(line, out _)) return false;
        header = ProxyHeader.Of(client, port);
        return true;
    }

    private static ReadOnlySpan<byte> TakeWord(ref ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)' ');
        var word = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[(end + 1)..];
        return word;
    }

    private static bool TryReadAddress(ReadOnlySpan<byte> text, bool isIpv4, [NotNullWhen(true)] out IPAddress? address) =>
        isIpv4 ? TryReadIpv4(text, out address) : TryReadIpv6(text, out address);

    // Not IPAddress.TryParse: it takes octal, hexadecimal and fewer than four numbers.
    private static bool TryReadIpv4(ReadOnlySpan<byte> text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        Span<byte> octets = stackalloc byte[4];
        for (var i = 0; i < octets.Length; i++)
        {
            if (!TryTakeNumber(ref text, byte.MaxValue, out var octet)) return false;
            octets[i] = (byte)octet;
            if (i == octets.Length - 1) break;
            if (text.IsEmpty || text[0] != '.') return false;
            text = text[1..];
        }
        if (!text.IsEmpty) return false;
        address = new IPAddress(octets);
        return true;
    }

    // The characters keep out what IPAddress.TryParse takes beside addresses: scopes, brackets with ports.
    private static bool TryReadIpv6(ReadOnlySpan<byte> text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        return text.Contains((byte)':') && !text.ContainsAnyExcept(Ipv6Characters) && IPAddress.TryParse(text, out address);
    }

    private static bool TryReadPort(ReadOnlySpan<byte> text, out int port) =>
        TryTakeNumber(ref text, ushort.MaxValue, out port) && text.IsEmpty;

    private static bool TryTakeNumber(ref ReadOnlySpan<byte> text, int max, out int number)
    {
        var isNumber = Utf8Parser.TryParse(text, out uint value, out var digits) && value <= max;
        number = isNumber ? (int)value : 0;
        if (!isNumber || (digits > 1 && text[0] == '0')) return false;
        text = text[digits..];
        return true;
    }
}
