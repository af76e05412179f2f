using System.Buffers;
using Rooms.Wire.Proxy;

namespace Rooms.Edge.ProxyProtocol;

/// <summary>Why a connection was closed at its PROXY header: a name for log and metrics; the peer has no protocol yet to be told in.</summary>
public static class IntroductionFault
{
    /// <summary>A PROXY header where none is believed: of a stranger, or on a listener that is not named in <c>Proxies:Protocol</c>.</summary>
    public const string Refused = "proxy_header_refused";

    /// <summary>A trusted proxy's connection that begins with something else, or ended before its header.</summary>
    public const string Missing = "proxy_header_missing";

    public const string Invalid = "proxy_header_invalid";

    public const string Late = "proxy_header_timeout";

    /// <summary>Of bytes that are no valid header.</summary>
    public static string Of(ReadOnlySpan<byte> source) => ProxyHeader.Detect(source) == OperationStatus.Done ? Invalid : Missing;
}
