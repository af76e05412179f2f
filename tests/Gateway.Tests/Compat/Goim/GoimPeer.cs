using System.Buffers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Rooms.Gateway.Tests.Support;
using Rooms.Wire.Goim;

namespace Rooms.Gateway.Tests.Compat.Goim;

/// <summary>A goim client: packets over TCP or WebSocket, or v1's JSON. One reader at a time.</summary>
internal sealed class GoimPeer : IDisposable
{
    private readonly Socket? tcp;
    private readonly ClientWebSocket? socket;
    private readonly Queue<Packet> read = new();
    private readonly byte[] buffer = new byte[64 * 1024];
    private int length;

    private GoimPeer(Socket? tcp, ClientWebSocket? socket) => (this.tcp, this.socket) = (tcp, socket);

    public sealed record Packet(int Version, int Operation, int Sequence, string Body, byte[] Bytes);

    public static async Task<GoimPeer> TcpAsync(int port)
    {
        var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await tcp.ConnectAsync("127.0.0.1", port);
        return new GoimPeer(tcp, null);
    }

    public static async Task<GoimPeer> WebSocketAsync(int port)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/sub"), CancellationToken.None).WaitAsync(Deadline.Generous);
        return new GoimPeer(null, socket);
    }

    /// <summary>Authenticates, and waits for the answer.</summary>
    public async Task<GoimPeer> EnterAsync(string auth)
    {
        await SendAsync(GoimOperations.Auth, 1, auth);
        Assert.Equal((GoimOperations.AuthReply, 1), (await ReadAsync() is { } reply ? (reply.Operation, reply.Sequence) : default));
        return this;
    }

    /// <summary>Nothing was sent to it: what it asks now is answered next.</summary>
    public async Task AssertSilentAsync()
    {
        await SendAsync(GoimOperations.Heartbeat, 4711);
        Assert.Equal((GoimOperations.HeartbeatReply, 4711), await ReadAsync() is { } reply ? (reply.Operation, reply.Sequence) : default);
    }

    public Task SendAsync(int operation, int sequence, string body = "", short version = 1)
    {
        var packet = new GoimPacket(version, operation, sequence, Encoding.UTF8.GetBytes(body));
        var bytes = new byte[packet.Length];
        packet.WriteTo(bytes);
        return SendAsync(bytes);
    }

    public Task SendJsonAsync(string frame) => SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text);

    public async Task SendAsync(byte[] bytes, WebSocketMessageType kind = WebSocketMessageType.Binary)
    {
        if (tcp is not null) await tcp.SendAsync(bytes);
        else await socket!.SendAsync(bytes, kind, endOfMessage: true, CancellationToken.None).WaitAsync(Deadline.Generous);
    }

    /// <summary>The next packet, those inside operation 9 one by one; null: the connection has ended.</summary>
    public async Task<Packet?> ReadAsync()
    {
        while (read.Count == 0)
            if (!await ReceiveAsync()) return null;
        return read.Dequeue();
    }

    public void Dispose()
    {
        tcp?.Dispose();
        socket?.Dispose();
    }

    private async Task<bool> ReceiveAsync()
    {
        try
        {
            if (tcp is not null) return await ReceiveStreamAsync();
            return await ReceiveMessageAsync();
        }
        catch (Exception gone) when (gone is WebSocketException or SocketException)
        {
            return false;
        }
    }

    private async Task<bool> ReceiveStreamAsync()
    {
        var received = await tcp!.ReceiveAsync(buffer.AsMemory(length)).AsTask().WaitAsync(Deadline.Generous);
        length += received;
        var used = Split(buffer.AsSpan(0, length));
        buffer.AsSpan(used, length - used).CopyTo(buffer);
        length -= used;
        return received > 0;
    }

    private async Task<bool> ReceiveMessageAsync()
    {
        var message = await socket!.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(Deadline.Generous);
        if (message.MessageType == WebSocketMessageType.Close) return false;
        Assert.True(message.EndOfMessage);
        var bytes = buffer.AsSpan(0, message.Count);
        if (message.MessageType == WebSocketMessageType.Text) ReadArray(bytes);
        else if (GoimPacket.TryReadMessage(bytes, buffer.Length, out var packet) && packet.Operation == GoimOperations.Raw) Assert.Equal(packet.Body.Length, Split(packet.Body));
        else Assert.Equal(message.Count, Split(bytes));
        return true;
    }

    private int Split(ReadOnlySpan<byte> bytes)
    {
        var used = 0;
        while (GoimPacket.TryRead(bytes[used..], buffer.Length, out var packet, out var consumed) == OperationStatus.Done)
        {
            read.Enqueue(new Packet(packet.Version, packet.Operation, packet.Sequence, Encoding.UTF8.GetString(packet.Body), packet.Body.ToArray()));
            used += consumed;
        }
        return used;
    }

    private void ReadArray(ReadOnlySpan<byte> bytes)
    {
        foreach (var element in JsonSerializer.Deserialize<JsonElement>(bytes).EnumerateArray())
        {
            var body = element.GetProperty("body").GetRawText();
            read.Enqueue(new Packet(
                element.GetProperty("ver").GetInt32(), element.GetProperty("op").GetInt32(), element.GetProperty("seq").GetInt32(), body, Encoding.UTF8.GetBytes(body)));
        }
    }
}
