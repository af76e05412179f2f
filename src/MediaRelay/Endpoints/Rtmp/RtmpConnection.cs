using System.Net;
using System.Net.Sockets;
using Rooms.Edge;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>
/// One TCP connection, plain or under TLS. <see cref="Stop"/> may come from any thread; <see cref="Dispose"/> only once no viewer holds the
/// socket.
/// </summary>
internal abstract class RtmpConnection : IDisposable
{
    // What a slow viewer may have unsent in the kernel; the rest waits in its queue, where it can be dropped to a key frame.
    private const int UnsentBytes = 256 * 1024;
    private const int TcpLevel = 6;
    private const int TcpNotSentLowWater = 25;

    protected RtmpConnection(Socket socket)
    {
        Socket = socket;
        Address = AddressOf(socket);
        // Every write is a whole merge window: waiting for more would only delay it.
        socket.NoDelay = true;
        socket.SetRawSocketOption(TcpLevel, TcpNotSentLowWater, BitConverter.GetBytes(UnsentBytes));
    }

    /// <summary>The client's: the peer's, unless a trusted proxy names another.</summary>
    public IPAddress Address { get; private set; }

    /// <summary>Modulo 2^32 it is the number of an acknowledgement (RTMP 1.0 section 5.4.3).</summary>
    public long ReceivedBytes { get; private set; }

    protected Socket Socket { get; }

    public static IPAddress AddressOf(Socket socket) => ClientAddress.Plain(((IPEndPoint)socket.RemoteEndPoint!).Address);

    public void Introduce(IPAddress client) => Address = client;

    /// <summary>Before anything else. False: the peer speaks no TLS where it must, or is gone.</summary>
    public abstract ValueTask<bool> TrySecureAsync(CancellationToken cancellation);

    /// <summary>0: the peer has closed, or <see cref="Stop"/> was called. <paramref name="publisher"/>: whose frames these are.</summary>
    public abstract ValueTask<int> ReceiveAsync(Memory<byte> buffer, RtmpPublisher? publisher = null);

    public void CountReceived(int bytes) => ReceivedBytes += bytes;

    /// <summary>From here on a viewer writes, and what the peer says is a word a minute.</summary>
    public abstract Viewer BecomeViewer(FanOutOptions limits);

    /// <summary>Carries the viewer, which has joined, until its end. Answers why it ended.</summary>
    public abstract Task<string> CarryAsync(Viewer viewer);

    /// <summary>A viewer's: waits for bytes without holding a buffer.</summary>
    public abstract ValueTask WaitAsync();

    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>
    /// No more is sent; what was sent arrives. The peer's bytes are still read, or closing would reset the connection under our last words.
    /// </summary>
    public abstract ValueTask FinishSendingAsync();

    /// <summary>What the peer has not taken is thrown away when the socket closes.</summary>
    public void Discard() => Socket.LingerState = new LingerOption(true, 0);

    /// <summary>Ends every wait on this connection.</summary>
    public void Stop() => Shutdown(SocketShutdown.Both);

    public virtual void Dispose() => Socket.Dispose();

    protected void Shutdown(SocketShutdown how)
    {
        try
        {
            Socket.Shutdown(how);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Already closed: that is what was asked for.
        }
    }
}
