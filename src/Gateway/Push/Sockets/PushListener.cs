using System.Net;
using System.Net.Sockets;
using Rooms.Contracts.Shutdown;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>A port of its own for a protocol that is pushed to: plain TCP, or WebSockets by path. Its owner starts and disposes of it.</summary>
internal sealed class PushListener : IAsyncDisposable
{
    private const int Backlog = 1024;

    private readonly Socket listening;
    private readonly Action<Socket> take;
    private readonly Task accepting;

    private PushListener(Socket listening, Action<Socket> take)
    {
        this.listening = listening;
        this.take = take;
        accepting = AcceptAllAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)listening.LocalEndPoint!;

    /// <summary>Plain TCP. <paramref name="key"/>: the option that an operator changes when the port is taken.</summary>
    public static PushListener Start(IPEndPoint end, PushSurface surface, PushParts parts, string key) => new(Bind(end, surface.Name, key), accepted =>
    {
        if (parts.Admission.Refuse(new PushHandshake(PushDoor.AddressOf(accepted))) is null) parts.Door.Open(accepted, surface);
        else accepted.Dispose();
    });

    /// <summary>WebSockets; any other request is refused in one line, or without a word.</summary>
    public static PushListener Start(IPEndPoint end, IReadOnlyList<PushRoute> routes, PushParts parts, string key, bool isSilent = false)
    {
        var sorter = new PortSorter(new PushRoutes(routes), parts.Admission, parts.Door, isSilent);
        return new(Bind(end, routes[0].Surface.Name, key), accepted =>
        {
            var loop = parts.Loops.Choose();
            loop.Post(new LoopAction(() => new WaitingSocket(loop, accepted, sorter, () => { }).Begin(), accepted.Dispose));
        });
    }

    public async ValueTask DisposeAsync()
    {
        listening.Dispose();
        await accepting;
    }

    private static Socket Bind(IPEndPoint end, string name, string key)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (end.Address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(end);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            throw new StartException(StartFault.Port, $"{name} cannot listen on {end}: {fault.Message}: choose another with --{key}", fault);
        }
    }

    private async Task AcceptAllAsync()
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                var accepted = await listening.AcceptAsync();
                accepted.NoDelay = true;
                take(accepted);
            }
            catch (Exception over) when (over is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException)
            {
                // The peer has gone already, or the process has no descriptor left.
                await Task.Delay(TimeSpan.FromMilliseconds(10));
            }
        }
    }
}
