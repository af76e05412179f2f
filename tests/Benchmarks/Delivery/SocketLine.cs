using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rooms.Benchmarks.Delivery;

/// <summary>
/// One WebSocket of <c>/ws</c>, on a plain socket: thousands of them wait for bytes without holding a buffer. One reader; sends may come from several.
/// </summary>
internal sealed class SocketLine : IDisposable
{
    private const int ReadBytes = 64 * 1024;
    private const int MaxAnswerBytes = 8 * 1024;
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly Socket socket;
    private readonly SemaphoreSlim sending = new(1);
    private byte[] rest = [];

    private SocketLine(Socket socket) => this.socket = socket;

    public delegate void FrameHandler(ServerFrame frame);

    /// <summary>From <paramref name="from"/>, an address of 127.0.0.0/8. <paramref name="receiveBytes"/> 0: as much as the kernel takes.</summary>
    public static async Task<SocketLine> ConnectAsync(IPEndPoint server, IPAddress from, int receiveBytes, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (receiveBytes > 0) socket.ReceiveBufferSize = receiveBytes;
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(server, cancellation);
            var line = new SocketLine(socket);
            await line.UpgradeAsync(server, cancellation);
            return line;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SendAsync(byte opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        var frame = ClientFrame.Write(opcode, payload.Span);
        await sending.WaitAsync(cancellation);
        try
        {
            for (var sent = 0; sent < frame.Length;) sent += await socket.SendAsync(frame.AsMemory(sent), cancellation);
        }
        finally
        {
            sending.Release();
        }
    }

    public Task SendAsync(string text, CancellationToken cancellation) => SendAsync(ServerFrame.Text, Encoding.UTF8.GetBytes(text), cancellation);

    /// <summary>Waits for bytes, and gives the complete frames among them to <paramref name="handle"/>. False: the connection has ended.</summary>
    public async Task<bool> ReadAsync(FrameHandler handle, CancellationToken cancellation)
    {
        await socket.ReceiveAsync(Memory<byte>.Empty, cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(ReadBytes, 2 * rest.Length));
        try
        {
            rest.CopyTo(buffer, 0);
            var count = await socket.ReceiveAsync(buffer.AsMemory(rest.Length), cancellation);
            if (count == 0) return false;
            return await TakeAsync(buffer.AsMemory(0, rest.Length + count), handle, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>As a lost network would, with a reset and no farewell.</summary>
    public void Cut() => socket.Close(0);

    public void Dispose()
    {
        socket.Dispose();
        sending.Dispose();
    }

    private async Task<bool> TakeAsync(ReadOnlyMemory<byte> bytes, FrameHandler handle, CancellationToken cancellation)
    {
        byte[]? ping = null;
        var isOpen = true;
        var used = Take(bytes.Span, frame =>
        {
            if (frame.Opcode == ServerFrame.Ping) ping = frame.Payload.ToArray();
            if (frame.Opcode == ServerFrame.Close) isOpen = false;
            handle(frame);
        });
        rest = bytes[used..].ToArray();
        if (ping is not null) await SendAsync(ServerFrame.Pong, ping, cancellation);
        return isOpen;
    }

    private static int Take(ReadOnlySpan<byte> bytes, FrameHandler handle)
    {
        var used = 0;
        while (true)
        {
            var status = ServerFrame.TryRead(bytes[used..], out var frame, out var consumed);
            if (status == OperationStatus.InvalidData) throw new BenchException($"the server's frame makes no sense: {Convert.ToHexString(bytes.Slice(used, 2))}");
            if (status == OperationStatus.NeedMoreData) return used;
            used += consumed;
            handle(frame);
        }
    }

    private async Task UpgradeAsync(IPEndPoint server, CancellationToken cancellation)
    {
        var request = $"GET /ws HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: rooms.v1.json\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), cancellation);
        var answer = new byte[MaxAnswerBytes];
        for (var count = 0; count < answer.Length;)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(count), cancellation);
            if (read == 0) break;
            count += read;
            var end = answer.AsSpan(0, count).IndexOf(EndOfHead);
            if (end < 0) continue;
            if (!answer.AsSpan().StartsWith("HTTP/1.1 101"u8)) break;
            rest = answer[(end + EndOfHead.Length)..count];
            return;
        }
        throw new IOException($"no upgrade: {Encoding.ASCII.GetString(answer).TrimEnd('\0')}");
    }
}
