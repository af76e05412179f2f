using System.Net.WebSockets;

namespace Rooms.MediaRelay.Tests.Web;

internal sealed record Message(WebSocketMessageType Type, byte[] Bytes);

internal static class Messages
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>The next whole message.</summary>
    public static async Task<Message> ReceiveAsync(WebSocket socket)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, deadline.Token);
            bytes.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return new Message(part.MessageType, bytes.ToArray());
        }
    }
}
