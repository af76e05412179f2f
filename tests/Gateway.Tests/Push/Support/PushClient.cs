using System.Net.Sockets;
using System.Text;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Tests.Push.Support;

/// <summary>The client's end, and the connection that the server has of it, where the test made that one too.</summary>
internal sealed class PushClient(Socket socket, PushConnection? connection = null) : IDisposable
{
    private readonly byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    public Socket Socket => socket;

    public PushConnection Connection => connection ?? throw new InvalidOperationException("the server made it");

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await socket.SendAsync(bytes)..];
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Null: the connection has ended.</summary>
    public async Task<string?> ReadLineAsync()
    {
        var line = new List<byte>();
        while (await ReadByteAsync() is { } next)
        {
            if (next == '\n') return Encoding.UTF8.GetString([.. line]);
            line.Add(next);
        }
        return null;
    }

    public async Task<string[]> ReadLinesAsync(int count)
    {
        var lines = new string[count];
        for (var i = 0; i < count; i++) lines[i] = await ReadLineAsync() ?? throw new EndOfStreamException($"the connection ended after {i} of {count} lines");
        return lines;
    }

    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++) bytes[i] = await ReadByteAsync() ?? throw new EndOfStreamException($"the connection ended after {i} of {count} bytes");
        return bytes;
    }

    /// <summary>Everything up to the end.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        var bytes = new List<byte>();
        while (await ReadByteAsync() is { } next) bytes.Add(next);
        return [.. bytes];
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask<byte?> ReadByteAsync()
    {
        if (start < end) return buffer[start++];
        using var deadline = new CancellationTokenSource(Waits.Long);
        try
        {
            (start, end) = (0, await socket.ReceiveAsync(buffer, deadline.Token));
        }
        catch (SocketException)
        {
            return null;
        }
        return end == 0 ? null : buffer[start++];
    }
}
