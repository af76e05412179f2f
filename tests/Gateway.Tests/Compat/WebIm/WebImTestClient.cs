using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Compat.WebIm;

/// <summary>A page's WebSocket. One reader at a time.</summary>
internal sealed class WebImTestClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[256 * 1024];

    /// <summary>What its login was answered.</summary>
    public string Fd { get; set; } = "";

    public WebSocketCloseStatus? Closed => socket.CloseStatus;

    public static async Task<WebImTestClient> ConnectAsync(Uri address)
    {
        var client = new WebImTestClient();
        await client.socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Deadline.Generous);
        return client;
    }

    public Task SendAsync(object message) => SendTextAsync(message as string ?? JsonSerializer.Serialize(message));

    public Task SendTextAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).WaitAsync(Deadline.Generous);

    /// <summary>The next frame; null: the server closed.</summary>
    public async Task<JsonElement?> ReadAsync()
    {
        var length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).AsTask().WaitAsync(Deadline.Generous);
            if (read.MessageType == WebSocketMessageType.Close) return null;
            length += read.Count;
            if (read.EndOfMessage) return JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, length));
        }
    }

    /// <summary>The next frame of this command; those before it are left out.</summary>
    public async Task<JsonElement> NextAsync(string command)
    {
        while (await ReadAsync() is { } frame)
            if (frame.GetProperty("cmd").GetString() == command) return frame;
        throw new InvalidOperationException($"the server closed before it sent {command}");
    }

    /// <summary>The notice that this one has left; clients of other tests may leave before.</summary>
    public async Task<JsonElement> MissAsync(string fd)
    {
        while (true)
        {
            var frame = await NextAsync("offline");
            if (frame.GetProperty("fd").GetString() == fd) return frame;
        }
    }

    /// <summary>The next message with this text.</summary>
    public async Task<JsonElement> HearAsync(string text)
    {
        while (true)
        {
            var frame = await NextAsync("fromMsg");
            if (frame.GetProperty("data").ToString() == text) return frame;
        }
    }

    public async Task LeaveAsync() => await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(Deadline.Generous);

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
