using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Rooms.Contracts.Shutdown;
using Rooms.Edge;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>Listens, admits connections within the limits of their address, and ends phases that take too long.</summary>
internal sealed partial class RtmpServer(RtmpServices services, ILogger<RtmpServer> logger) : BackgroundService, ISwept
{
    // The kernel's own bound (net.core.somaxconn) is lower or equal on most machines.
    private const int Backlog = 4096;

    private readonly ConcurrentDictionary<RtmpSession, Task> sessions = new();
    private Socket? listener;
    private Socket? tlsListener;
    private long refusedSinceLog;

    /// <summary>The port in use; 0 while there is none.</summary>
    public int Port => PortOf(listener);

    /// <summary>As <see cref="Port"/>, for RTMPS.</summary>
    public int TlsPort => PortOf(tlsListener);

    public int SessionCount => sessions.Count;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // A port that is taken stops the start of the program, so not in ExecuteAsync.
        if (services.Options.Port >= 0) listener = Listen(services.Options.Port, "RTMP", "Rtmp:Port");
        if (services.Options.TlsPort > 0) tlsListener = Listen(services.Options.TlsPort, "RTMPS", "Rtmp:TlsPort");
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        listener?.Dispose();
        tlsListener?.Dispose();
        base.Dispose();
    }

    public void Sweep()
    {
        foreach (var (session, _) in sessions) session.Expire();
        var refused = Interlocked.Exchange(ref refusedSinceLog, 0);
        if (refused > 0) ConnectionsRefused(refused);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(new[] { listener, tlsListener }.OfType<Socket>().Select(socket => AcceptAsync(socket, stoppingToken)));
    }

    private static int PortOf(Socket? socket) => (socket?.LocalEndPoint as IPEndPoint)?.Port ?? 0;

    private Socket Listen(int port, string protocol, string key)
    {
        var address = IPAddress.Parse(services.Options.Address);
        // A kernel without IPv6 still serves "every address".
        if (address.Equals(IPAddress.IPv6Any) && !Socket.OSSupportsIPv6) address = IPAddress.Any;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
        Take(socket, new IPEndPoint(address, port), protocol, key);
        Listening(protocol, socket.LocalEndPoint!);
        return socket;
    }

    private static void Take(Socket socket, IPEndPoint endPoint, string protocol, string key)
    {
        try
        {
            socket.Bind(endPoint);
            socket.Listen(Backlog);
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            var advice = fault.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"end the program that has it, or choose another with --{key}",
                SocketError.AddressNotAvailable => "this machine has no such address; change --Rtmp:Address",
                _ => $"choose another with --{key} or --Rtmp:Address",
            };
            throw new StartException(StartFault.Port, $"{protocol} cannot listen on {endPoint}: {fault.Message}: {advice}", fault);
        }
    }

    private async Task AcceptAsync(Socket socket, CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested) await AcceptOneAsync(socket, stopping);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        socket.Dispose();
        await Task.WhenAll(sessions.Values);
    }

    private async Task AcceptOneAsync(Socket socket, CancellationToken stopping)
    {
        try
        {
            var accepted = await socket.AcceptAsync(stopping);
            Admit(accepted, isTls: socket == tlsListener, stopping);
        }
        catch (SocketException failed)
        {
            // Out of descriptors, or a peer that was gone before it was accepted: the next one may do better.
            AcceptFailed(failed.SocketErrorCode);
            await Task.Delay(TimeSpan.FromMilliseconds(50), services.Time, stopping);
        }
    }

    private void Admit(Socket accepted, bool isTls, CancellationToken stopping)
    {
        var address = RtmpConnection.AddressOf(accepted);
        var isIntroduced = services.Proxies.Introduce(Listeners.Rtmp) && services.Proxies.Contain(address);
        if (!isIntroduced && !services.Addresses.TryEnter(address))
        {
            Interlocked.Increment(ref refusedSinceLog);
            services.Metrics.CountRefused("connect", Contracts.ErrorCodes.RateLimited);
            accepted.Dispose();
            return;
        }
        RtmpConnection connection = isTls ? new RtmpTlsConnection(accepted, services.Certificate!) : new RtmpPlainConnection(accepted, services.FanOut);
        var session = new RtmpSession(connection, services, isIntroduced);
        // Noted before it runs: it takes itself out when it ends.
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sessions[session] = RunAsync(session, start.Task, stopping);
        start.SetResult();
    }

    private async Task RunAsync(RtmpSession session, Task start, CancellationToken stopping)
    {
        await start;
        try
        {
            await session.RunAsync(stopping);
        }
        catch (Exception bug)
        {
            // The top of a connection: it alone ends.
            SessionFailed(session.Id, bug);
        }
        sessions.TryRemove(session, out _);
    }
}
