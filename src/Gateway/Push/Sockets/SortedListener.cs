using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Rooms.Edge;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>One listening socket whose connections are looked at before the web server gets them.</summary>
internal sealed class SortedListener : IConnectionListener
{
    // Some 500 bytes each. More than that wait with the web server, which closes them in its own time.
    private const int MaxWaiting = 32 * 1024;

    private readonly Socket listening;
    private readonly SocketConnectionContextFactory contexts;
    private readonly Channel<Socket> forServer = Channel.CreateUnbounded<Socket>();
    private readonly PushLoops loops;
    private readonly TrustedProxies proxies;
    private readonly IFirstBytes judge;
    private readonly Task accepting;
    private int waiting;

    public SortedListener(
        Socket listening, SocketTransportOptions transport, ILoggerFactory logs, PushLoops loops, TrustedProxies proxies, Func<Action<Socket>, IFirstBytes> createJudge)
    {
        this.listening = listening;
        this.loops = loops;
        this.proxies = proxies;
        EndPoint = listening.LocalEndPoint!;
        contexts = new SocketConnectionContextFactory(OptionsOf(transport), logs.CreateLogger<SortedListener>());
        NoDelay = transport.NoDelay;
        judge = createJudge(GiveOn);
        accepting = AcceptAllAsync();
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

    private async Task AcceptAllAsync()
    {
        // Not in the constructor.
        await Task.Yield();
        while (true)
        {
            try
            {
                Sort(await listening.AcceptAsync());
            }
            catch (Exception over) when (over is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                forServer.Writer.TryComplete();
                return;
            }
            catch (SocketException)
            {
                // The peer has gone already, or the process has no descriptor left: a pause is what the web server makes too.
                await Task.Delay(TimeSpan.FromMilliseconds(10));
            }
        }
    }

    private void Sort(Socket socket)
    {
        socket.NoDelay = NoDelay;
        if (proxies.Contain(PushDoor.AddressOf(socket)) || Volatile.Read(ref waiting) >= MaxWaiting)
        {
            GiveOn(socket);
            return;
        }
        Interlocked.Increment(ref waiting);
        var loop = loops.Choose();
        loop.Post(new LoopAction(() => new WaitingSocket(loop, socket, judge, () => Interlocked.Decrement(ref waiting)).Begin(), () => GiveOn(socket)));
    }

    private void GiveOn(Socket socket)
    {
        if (!forServer.Writer.TryWrite(socket)) socket.Dispose();
    }
}
