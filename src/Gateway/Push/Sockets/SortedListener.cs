using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>One listening socket whose connections are looked at before the web server gets them.</summary>
internal sealed class SortedListener : IConnectionListener
{
    private readonly Socket listening;
    private readonly SocketConnectionContextFactory contexts;
    private readonly Channel<Socket> forServer = Channel.CreateUnbounded<Socket>();
    private readonly PushParts parts;
    private readonly IFirstBytes judge;
    private readonly Task accepting;

    public SortedListener(
        Socket listening, SocketTransportOptions transport, ILoggerFactory logs, PushParts parts, Func<Action<Socket>, IFirstBytes> createJudge)
    {
        this.listening = listening;
        this.parts = parts;
        EndPoint = listening.LocalEndPoint!;
        contexts = new SocketConnectionContextFactory(OptionsOf(transport), logs.CreateLogger<SortedListener>());
        NoDelay = transport.NoDelay;
        judge = createJudge(GiveOn);
        accepting = new AcceptLoop(listening, Sort, logs.CreateLogger<SortedListener>()).RunAsync();
    }

    public EndPoint EndPoint { get; }

    private bool NoDelay { get; }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await forServer.Reader.WaitToReadAsync(cancellationToken))
            if (forServer.Reader.TryRead(out var socket)) return contexts.Create(socket);
        return null;
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        listening.Dispose();
        await accepting;
        forServer.Writer.TryComplete();
    }

    public async ValueTask DisposeAsync()
    {
        await UnbindAsync();
        while (forServer.Reader.TryRead(out var socket)) socket.Dispose();
        contexts.Dispose();
    }

    private static SocketConnectionFactoryOptions OptionsOf(SocketTransportOptions transport) => new()
    {
        IOQueueCount = transport.IOQueueCount,
        MaxReadBufferSize = transport.MaxReadBufferSize,
        MaxWriteBufferSize = transport.MaxWriteBufferSize,
        WaitForDataBeforeAllocatingBuffer = transport.WaitForDataBeforeAllocatingBuffer,
        UnsafePreferInlineScheduling = transport.UnsafePreferInlineScheduling,
    };

    private void Sort(Socket socket)
    {
        socket.NoDelay = NoDelay;
        var peer = PushDoor.AddressOf(socket);
        var entered = parts.Proxies.Contain(peer) ? HalfOpenOutcome.Full : parts.HalfOpen.TryEnter(peer);
        if (entered == HalfOpenOutcome.Entered) Watch(socket, peer);
        // A proxy of our own, or more than are watched here: they wait with the web server, which closes them in its own time.
        else if (entered == HalfOpenOutcome.Full) GiveOn(socket);
        else Refuse(socket);
    }

    private void Watch(Socket socket, IPAddress peer)
    {
        var loop = parts.Loops.Choose();
        loop.Post(new LoopAction(() => new WaitingSocket(loop, socket, judge, () => parts.HalfOpen.Leave(peer)).Begin(), () =>
        {
            parts.HalfOpen.Leave(peer);
            GiveOn(socket);
        }));
    }

    private void Refuse(Socket socket)
    {
        parts.Metrics.Refused(PushEnds.HalfOpen);
        socket.Dispose();
    }

    private void GiveOn(Socket socket)
    {
        if (!forServer.Writer.TryWrite(socket)) socket.Dispose();
    }
}
