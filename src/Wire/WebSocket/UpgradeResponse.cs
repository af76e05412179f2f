using System.Text;

namespace Rooms.Wire.WebSocket;

/// <summary>The server's side of the opening handshake (RFC 6455 4.2.2).</summary>
public static class UpgradeResponse
{
    /// <summary><paramref name="protocol"/> null: none was asked for, or none of them is known.</summary>
    public static byte[] Accept(string key, string? protocol)
    {
        var chosen = protocol is null ? "" : $"Sec-WebSocket-Protocol: {protocol}\r\n";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {WebSocketHandshake.Accept(key)}\r\n{chosen}\r\n");
    }

    /// <summary>An answer without a body, after which the connection is closed.</summary>
    public static byte[] Refuse(string status) =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\nSec-WebSocket-Version: {WebSocketHandshake.Version}\r\n\r\n");
}
