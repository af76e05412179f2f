using System.Net;
using System.Net.Sockets;
using System.Text;
using Rooms.MediaRelay.Frames;
using Rooms.Sockets;

namespace Rooms.MediaRelay.Tests.Frames;

/// <summary>Two connected TCP sockets on the loopback: the viewer's at the node, and the person's.</summary>
internal sealed class SocketPair : IDisposable
{
    private SocketPair(Socket node, Socket person)
    {
        Node = node;
        Person = person;
    }

    public Socket Node { get; }

    public Socket Person { get; }

    public static async Task<SocketPair> ConnectAsync(int? bufferBytes = null)
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (bufferBytes is { } receive) listener.ReceiveBufferSize = receive;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var node = new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (bufferBytes is { } send) node.SendBufferSize = send;
        await node.ConnectAsync(listener.LocalEndPoint!);
        return new(node, await listener.AcceptAsync());
    }

    /// <summary>With a descriptor of its own, so that a test may end in any order.</summary>
    public SocketViewer CreateViewer(FanOutOptions limits)
    {
        using var copy = SocketCopy.TryOf(Node)!;
        return new(copy, limits);
    }

    /// <summary>Reads until the text ends so, or the connection does.</summary>
    public async Task<string> ReadUntilAsync(string ending)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().EndsWith(ending, StringComparison.Ordinal))
        {
            var received = await Person.ReceiveAsync(buffer, deadline.Token);
            if (received == 0) break;
            text.Append(Encoding.ASCII.GetString(buffer, 0, received));
        }
        return text.ToString();
    }

    public async Task<string> ReadAsync(int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[count];
        for (var read = 0; read < count;)
        {
            var received = await Person.ReceiveAsync(buffer.AsMemory(read), deadline.Token);
            Assert.NotEqual(0, received);
            read += received;
        }
        return Encoding.ASCII.GetString(buffer);
    }

    public void Dispose()
    {
        Node.Dispose();
        Person.Dispose();
    }
}
