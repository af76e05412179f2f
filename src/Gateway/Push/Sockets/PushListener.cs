using System.Net;
using System.Net.Sockets;
using Rooms.Contracts.Shutdown;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>A port of its own for a protocol that is pushed to: plain TCP, or WebSockets by path. Its owner starts and disposes of it.</summary>
internal sealed class PushListener : IAsyncDisposable
{
    private const int Backlog = 1024;

    private readonly Socket listening;
    private readonly PushParts parts;
    private readonly Action<Socket, IPAddress> take;
    private readonly bool isIntroduced;
    private readonly Task accepting;

    private PushListener(Socket listening, PushParts parts, PushPort port, Action<Socket, IPAddress> take)
    {
        (this.listening, this.parts, this.take) = (listening, parts, take);
        isIntroduced = parts.Proxies.Introduce(port.Listener);
        accepting = new AcceptLoop(listening, Sort, parts.Logger).RunAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)listening.LocalEndPoint!;

    /// <summary>Plain TCP.</summary>
    public static PushListener Start(PushPort port, PushSurface surface, PushParts parts) => new(Bind(port, surface.Name), parts, port, (accepted, client) =>
    {
        if (parts.Admission.Refuse(new PushHandshake(client)) is null) parts.Door.Open(accepted, client, surface);
        else accepted.Dispose();
    });

    /// <summary>WebSockets; any other request is refused in one line, or without a word.</summary>
    public static PushListener Start(PushPort port, IReadOnlyList<PushRoute> routes, PushParts parts, bool isSilent = false)
    {
        var known = new PushRoutes(routes);
        return new(Bind(port, routes[0].Surface.Name), parts, port, (accepted, client) =>
        {
            if (parts.HalfOpen.TryEnter(client) == HalfOpenOutcome.Entered)
                Watch(parts, accepted, new PortSorter(known, parts.Admission, parts.Door, client, isSilent), () => parts.HalfOpen.Leave(client));
            else
                Refuse(parts, accepted);
        });
    }

    public async ValueTask DisposeAsync()
    {
        listening.Dispose();
        await accepting;
    }

    private static Socket Bind(PushPort port, string name)
    {
        var end = port.End;
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
            throw new StartException(StartFault.Port, $"{name} cannot listen on {end}: {fault.Message}: choose another with --{port.Key}", fault);
        }
    }

    private void Sort(Socket accepted)
    {
        accepted.NoDelay = true;
        var peer = PushDoor.AddressOf(accepted);
        // A proxy of our own opens connections for many: they are counted as soon as it has said whose they are.
        if (isIntroduced && parts.Proxies.Contain(peer)) Watch(parts, accepted, new Introduction(take, parts.Metrics), () => { });
        else take(accepted, peer);
    }

    private static void Watch(PushParts parts, Socket accepted, IFirstBytes judge, Action onLeft)
    {
        var loop = parts.Loops.Choose();
        loop.Post(new LoopAction(() => new WaitingSocket(loop, accepted, judge, onLeft).Begin(), () =>
        {
            onLeft();
            accepted.Dispose();
        }));
    }

    private static void Refuse(PushParts parts, Socket accepted)
    {
        parts.Metrics.Refused(PushEnds.HalfOpen);
        accepted.Dispose();
    }
}
