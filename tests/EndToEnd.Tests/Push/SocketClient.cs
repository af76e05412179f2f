using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Push;

/// <summary>A client of <c>/ws</c>, as an app might write one.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[256 * 1024];

    private SocketClient() => socket.Options.KeepAliveInterval = TimeSpan.Zero;

    public WebSocket Socket => socket;

    public static async Task<SocketClient> ConnectAsync(Uri server, string subprotocol = "rooms.v1.json")
    {
        var client = new SocketClient();
        client.socket.Options.AddSubProtocol(subprotocol);
        using var deadline = new CancellationTokenSource(Deadline);
        await client.socket.ConnectAsync(AddressOf(server), deadline.Token);
        Assert.Equal(subprotocol, client.socket.SubProtocol);
        return client;
    }

    /// <summary>Connected and welcomed.</summary>
    public static async Task<SocketClient> EnterAsync(Uri server, string token, params object[] subscribe)
    {
        var client = await ConnectAsync(server);
        await client.SendAsync(new { op = "hello", token, subscribe });
        Assert.Equal("welcome", (string?)(await client.ReadAsync())["op"]);
        return client;
    }

    public Task SendAsync(object frame) => SendTextAsync(JsonSerializer.Serialize(frame));

    public Task SendTextAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public Task SendBytesAsync(ReadOnlyMemory<byte> bytes) => socket.SendAsync(bytes, WebSocketMessageType.Binary, true, CancellationToken.None).AsTask();

    public async Task<JsonNode> ReadAsync() => JsonNode.Parse((await ReadBytesAsync()).Span)!;

    public async Task<ReadOnlyMemory<byte>> ReadBytesAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var length = 0;
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer.AsMemory(length), deadline.Token);
            if (result.MessageType == WebSocketMessageType.Close) throw new EndOfStreamException($"closed: {(int?)socket.CloseStatus} {socket.CloseStatusDescription}");
            length += result.Count;
            if (result.EndOfMessage) return buffer.AsMemory(0, length);
        }
    }

    /// <summary>Frames up to the first that is wanted, which it answers.</summary>
    public async Task<JsonNode> ReadUntilAsync(Func<JsonNode, bool> isWanted)
    {
        while (true)
        {
            var frame = await ReadAsync();
            if (isWanted(frame)) return frame;
        }
    }

    /// <summary>The status and reason of the close, after whatever comes before.</summary>
    public async Task<(int? Status, string? Reason)> ReadCloseAsync()
    {
        try
        {
            while (true) await ReadBytesAsync();
        }
        catch (EndOfStreamException)
        {
            return ((int?)socket.CloseStatus, socket.CloseStatusDescription);
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Uri AddressOf(Uri server) => new UriBuilder(server) { Scheme = server.Scheme == "https" ? "wss" : "ws", Path = "/ws" }.Uri;
}
