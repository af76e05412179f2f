using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Rooms.Wire.WebSocket;

/// <summary>
/// A client's opening handshake (RFC 6455 4.2.1, RFC 9112 3 and 5): <c>GET path[?query] HTTP/1.1</c> and its header lines. Stricter than a web server
/// needs to be: what is unusual is InvalidData, and whoever reads it may still give the bytes to one.
/// </summary>
public sealed class UpgradeRequest
{
    /// <summary>8 KiB: a browser's request with a token has about one.</summary>
    public const int MaxLength = 8 * 1024;

    private const int MaxHeaders = 64;

    private static ReadOnlySpan<byte> Method => "GET "u8;

    private static ReadOnlySpan<byte> Version => " HTTP/1.1"u8;

    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    private bool isUpgrade;
    private bool isConnectionUpgrade;

    public required string Path { get; init; }

    /// <summary>Without its question mark.</summary>
    public required string Query { get; init; }

    public string? Host { get; private set; }

    public string? Key { get; private set; }

    public string? SocketVersion { get; private set; }

    /// <summary>As offered, best first.</summary>
    public IReadOnlyList<string> Protocols { get; private set; } = [];

    public string? Origin { get; private set; }

    public string? Authorization { get; private set; }

    /// <summary>It came through a proxy that says for whom (X-Forwarded-*, Forwarded).</summary>
    public bool IsForwarded { get; private set; }

    public bool HasCookie { get; private set; }

    /// <summary>A whole and valid handshake of the one version there is.</summary>
    public bool IsWebSocket => isUpgrade && isConnectionUpgrade && Host is not null && SocketVersion == WebSocketHandshake.Version && WebSocketHandshake.IsKey(Key);

    /// <summary>NeedMoreData: so far it may become one. InvalidData: it is none, or too long.</summary>
    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out UpgradeRequest? request, out int consumed)
    {
        request = null;
        consumed = 0;
        if (!Method.StartsWith(source[..Math.Min(source.Length, Method.Length)])) return OperationStatus.InvalidData;
        var bounded = source[..Math.Min(source.Length, MaxLength)];
        var end = bounded.IndexOf("\r\n\r\n"u8);
        if (end < 0) return source.Length >= MaxLength ? OperationStatus.InvalidData : OperationStatus.NeedMoreData;
        // With the last line's own end.
        var head = bounded[..(end + LineEnd.Length)];
        if (!TryReadRequestLine(NextLine(ref head), out request) || !request.TryReadHeaders(head))
        {
            request = null;
            return OperationStatus.InvalidData;
        }
        consumed = end + 2 * LineEnd.Length;
        return OperationStatus.Done;
    }

    private static bool TryReadRequestLine(ReadOnlySpan<byte> line, [NotNullWhen(true)] out UpgradeRequest? request)
    {
        request = null;
        if (!line.StartsWith(Method) || !line.EndsWith(Version) || line.Length < Method.Length + Version.Length) return false;
        var target = line[Method.Length..^Version.Length];
        // RFC 9112 3.2.1, origin form: nothing else is asked of a server.
        if (target.IsEmpty || target[0] != '/' || target.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E)) return false;
        var mark = target.IndexOf((byte)'?');
        request = new UpgradeRequest
        {
            Path = Encoding.ASCII.GetString(mark < 0 ? target : target[..mark]),
            Query = mark < 0 ? "" : Encoding.ASCII.GetString(target[(mark + 1)..]),
        };
        return true;
    }

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf(LineEnd);
        var line = rest[..end];
        rest = rest[(end + LineEnd.Length)..];
        return line;
    }

    private bool TryReadHeaders(ReadOnlySpan<byte> rest)
    {
        for (var count = 0; !rest.IsEmpty; count++)
        {
            var line = NextLine(ref rest);
            var colon = line.IndexOf((byte)':');
            // A line that begins with a space continues the one before (obsolete); a name has no space before its colon: both smuggle.
            if (count == MaxHeaders || colon <= 0 || line[..colon].ContainsAny((byte)' ', (byte)'\t')) return false;
            var value = line[(colon + 1)..].Trim(" \t"u8);
            if (value.ContainsAnyInRange((byte)0, (byte)8) || value.ContainsAnyInRange((byte)10, (byte)31)) return false;
            if (!TryTake(line[..colon], value)) return false;
        }
        return true;
    }

    // False: said twice where once is allowed, or a body, which an upgrade has not.
    private bool TryTake(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Is(name, "host"u8)) return TrySet(Host, value, text => Host = text);
        if (Is(name, "sec-websocket-key"u8)) return TrySet(Key, value, text => Key = text);
        if (Is(name, "sec-websocket-version"u8)) return TrySet(SocketVersion, value, text => SocketVersion = text);
        if (Is(name, "origin"u8)) return TrySet(Origin, value, text => Origin = text);
        if (Is(name, "authorization"u8)) return TrySet(Authorization, value, text => Authorization = text);
        if (Is(name, "content-length"u8) || Is(name, "transfer-encoding"u8)) return false;
        if (Is(name, "upgrade"u8)) isUpgrade |= HasToken(value, "websocket"u8);
        else if (Is(name, "connection"u8)) isConnectionUpgrade |= HasToken(value, "upgrade"u8);
        else if (Is(name, "sec-websocket-protocol"u8)) Protocols = [.. Protocols, .. Text(value).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        else if (Is(name, "cookie"u8)) HasCookie = true;
        else if (Is(name, "forwarded"u8) || (name.Length > 12 && Is(name[..12], "x-forwarded-"u8))) IsForwarded = true;
        return true;
    }

    private static bool TrySet(string? present, ReadOnlySpan<byte> value, Action<string> set)
    {
        if (present is not null) return false;
        set(Text(value));
        return true;
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> wanted) => Ascii.EqualsIgnoreCase(name, wanted);

    // A list of tokens: RFC 9110 5.6.1.
    private static bool HasToken(ReadOnlySpan<byte> value, ReadOnlySpan<byte> wanted)
    {
        foreach (var part in value.Split((byte)','))
            if (Is(value[part].Trim(" \t"u8), wanted)) return true;
        return false;
    }

    // Bytes over 127 have no meaning in these headers: RFC 9110 5.5.
    private static string Text(ReadOnlySpan<byte> value) => Encoding.Latin1.GetString(value);
}
