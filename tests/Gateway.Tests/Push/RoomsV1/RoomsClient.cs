using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Gateway.Push.RoomsV1;
using Rooms.Gateway.Push.Sockets;
using Rooms.Gateway.Tests.Push.Support;
using Rooms.Gateway.Tests.Support;
using Rooms.Sockets;

namespace Rooms.Gateway.Tests.Push.RoomsV1;

/// <summary>A client of <c>/ws</c> in JSON, over a socket of the loopback to a session of the host.</summary>
internal sealed class RoomsClient : IAsyncDisposable
{
    private readonly byte[] buffer = new byte[256 * 1024];

    public RoomsClient(Socket socket, PushConnection connection)
    {
        (Socket, Connection) = (socket, connection);
        WebSocket = WebSocket.CreateFromStream(new NetworkStream(socket), new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero });
    }

    /// <summary>For bytes that no library would send.</summary>
    public Socket Socket { get; }

    public WebSocket WebSocket { get; }

    public PushConnection Connection { get; }

    public static async Task<RoomsClient> ConnectAsync(GatewayHost host, Func<PushHandshake, PushHandshake>? with = null)
    {
        var services = host.Services;
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(listener.LocalEndPoint!);
        using var accepted = await listener.AcceptAsync();
        accepted.NoDelay = true;
        var handshake = (with ?? (known => known))(new PushHandshake(IPAddress.Loopback));
        var surface = services.GetRequiredService<RoomsSurface>().Surface;
        var connection = new SocketConnection(
            services.GetRequiredService<PushLoops>().Choose(), SocketDescriptor.Detach(accepted), surface, surface.Create(handshake), handshake.Address,
            services.GetRequiredService<ConnectionTable>());
        connection.Loop.Post(() =>
        {
            connection.Open(handshake);
            connection.Watch();
        });
        return new RoomsClient(socket, connection);
    }

    /// <summary>Connected and welcomed.</summary>
    public static async Task<RoomsClient> EnterAsync(GatewayHost host, string token, params object[] subscribe)
    {
        var client = await ConnectAsync(host);
        await client.GreetAsync(token, subscribe);
        return client;
    }

    public async Task GreetAsync(string token, params object[] subscribe)
    {
        await SendAsync(new { op = "hello", token, subscribe });
        Assert.Equal("welcome", (string?)(await ReadAsync())["op"]);
    }

    public Task SendAsync(object frame) => SendTextAsync(JsonSerializer.Serialize(frame));

    public Task SendTextAsync(string text) => WebSocket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public async Task<JsonNode> ReadAsync() => JsonNode.Parse((await ReadBytesAsync()).Span)!;

    public async Task<ReadOnlyMemory<byte>> ReadBytesAsync()
    {
        using var deadline = new CancellationTokenSource(Waits.Long);
        var length = 0;
        while (true)
        {
            var result = await WebSocket.ReceiveAsync(buffer.AsMemory(length), deadline.Token);
            if (result.MessageType == WebSocketMessageType.Close) throw new EndOfStreamException($"closed: {(int?)WebSocket.CloseStatus} {WebSocket.CloseStatusDescription}");
            length += result.Count;
            if (result.EndOfMessage) return buffer.AsMemory(0, length);
        }
    }

    /// <summary>Frames up to the first of that op, which it answers.</summary>
    public async Task<JsonNode> ReadUntilAsync(string op)
    {
        while (true)
        {
            var frame = await ReadAsync();
            if ((string?)frame["op"] == op) return frame;
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
            return ((int?)WebSocket.CloseStatus, WebSocket.CloseStatusDescription);
        }
    }

    public async ValueTask DisposeAsync()
    {
        WebSocket.Dispose();
        Socket.Dispose();
        await ValueTask.CompletedTask;
    }
}
