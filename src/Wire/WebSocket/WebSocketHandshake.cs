using System.Security.Cryptography;
using System.Text;

namespace Rooms.Wire.WebSocket;

/// <summary>The server's proof that it read the request (RFC 6455 4.2.2).</summary>
public static class WebSocketHandshake
{
    public const string Version = "13";

    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    // 16 bytes in base64.
    private const int KeyLength = 24;

    public static bool IsKey(string? key)
    {
        Span<byte> bytes = stackalloc byte[KeyLength];
        return key is { Length: KeyLength } && Convert.TryFromBase64String(key, bytes, out var written) && written == 16;
    }

    /// <summary>The value of Sec-WebSocket-Accept.</summary>
    public static string Accept(string key)
    {
        // SHA-1 is what the protocol prescribes; it proves nothing and protects nothing here.
#pragma warning disable CA5350
        var hash = SHA1.HashData(Encoding.ASCII.GetBytes(key + Guid));
#pragma warning restore CA5350
        return Convert.ToBase64String(hash);
    }
}
