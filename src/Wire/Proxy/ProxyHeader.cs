using System.Buffers;
using System.Net;

namespace Rooms.Wire.Proxy;

/// <summary>
/// What a proxy says at the beginning of a connection about the one that it took: PROXY protocol, a line of text (version 1) or binary (version 2).
/// <paramref name="Client"/> null: it names none (its own health check, or a family that has no IP address), and the connection speaks for itself.
/// Specification: https://www.haproxy.org/download/2.8/doc/proxy-protocol.txt
/// </summary>
public readonly record struct ProxyHeader(IPAddress? Client, int Port)
{
    /// <summary>Longest header of either version that is read.</summary>
    public const int MaxLength = BinaryProxyHeader.MaxLength;

    /// <summary>Does this begin as a header does? Done: its signature is complete.</summary>
    public static OperationStatus Detect(ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty) return OperationStatus.NeedMoreData;
        var signature = IsBinary(source) ? BinaryProxyHeader.Signature : TextProxyHeader.Signature;
        var seen = Math.Min(source.Length, signature.Length);
        if (!source[..seen].SequenceEqual(signature[..seen])) return OperationStatus.InvalidData;
        return seen == signature.Length ? OperationStatus.Done : OperationStatus.NeedMoreData;
    }

    /// <summary>Done: what stands behind <paramref name="consumed"/> bytes is the client's own.</summary>
    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out ProxyHeader header, out int consumed)
    {
        header = default;
        consumed = 0;
        var status = Detect(source);
        if (status != OperationStatus.Done) return status;
        return IsBinary(source)
            ? BinaryProxyHeader.TryRead(source, out header, out consumed)
            : TextProxyHeader.TryRead(source, out header, out consumed);
    }

    /// <summary>
    /// So many bytes at least still belong to a header that began with these. Who reads no more at a time takes nothing of what comes behind it.
    /// </summary>
    public static int Remaining(ReadOnlySpan<byte> source) =>
        IsBinary(source) ? BinaryProxyHeader.Remaining(source) : TextProxyHeader.Remaining(source);

    internal static ProxyHeader Of(IPAddress client, int port) => new(client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client, port);

    private static bool IsBinary(ReadOnlySpan<byte> source) => !source.IsEmpty && source[0] == BinaryProxyHeader.Signature[0];
}
