using System.Net;
using System.Net.Sockets;
using Rooms.Sockets;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>Where a socket, or a stream of the web server's, becomes a connection of a loop.</summary>
internal sealed class PushDoor(PushLoops loops, ConnectionTable table)
{
    /// <summary>A socket that nobody has read yet, and that .NET has not waited on. Any thread.</summary>
    public void Open(Socket accepted, IPAddress client, PushSurface surface)
    {
        var handshake = new PushHandshake(client);
        var descriptor = SocketDescriptor.Detach(accepted);
        var loop = loops.Choose();
        loop.Post(new LoopAction(() => Open(loop, descriptor, surface, handshake, []), () => LibC.Close(descriptor)));
    }

    /// <summary>After the client's handshake was read. On the loop.</summary>
    public void Upgrade(PushLoop loop, int descriptor, PushSurface surface, PushHandshake handshake, UpgradeRequest request) =>
        Open(loop, descriptor, surface, handshake, UpgradeResponse.Accept(request.Key!, handshake.Subprotocol));

    /// <summary>Until the connection's end. <paramref name="hasInput"/> false: the client says nothing any more (server-sent events). Any thread; waits.</summary>
    public Task RunAsync(Stream stream, bool hasInput, PushSurface surface, PushHandshake handshake, CancellationToken aborted) =>
        new StreamConnection(loops.Choose(), stream, hasInput, surface, surface.Create(handshake), handshake.Address, table).RunAsync(handshake, aborted);

    internal static IPAddress AddressOf(Socket socket) => socket.RemoteEndPoint is IPEndPoint peer ? Edge.ClientAddress.Plain(peer.Address) : IPAddress.None;

    private void Open(PushLoop loop, int descriptor, PushSurface surface, PushHandshake handshake, ReadOnlySpan<byte> greeting)
    {
        var connection = new SocketConnection(loop, descriptor, surface, surface.Create(handshake), handshake.Address, table);
        connection.SendLast(greeting);
        connection.Open(handshake);
        connection.Watch();
    }
}
