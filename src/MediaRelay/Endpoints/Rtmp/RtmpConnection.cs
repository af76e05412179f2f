using System.Net;
using System.Net.Sockets;
using Rooms.Edge;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>
/// One TCP connection. <see cref="Stop"/> may come from any thread; <see cref="Dispose"/> only once no viewer holds the socket.
/// </summary>
internal sealed class RtmpConnection : IDisposable
{
    // What a slow viewer may have unsent in the kernel; the rest waits in its queue, where it can be dropped to a key frame.
    private const int UnsentBytes = 256 * 1024;
    private const int TcpLevel = 6;
    private const int TcpNotSentLowWater = 25;

    private readonly SocketInput input;
    private bool isViewer;

    public RtmpConnection(Socket socket, FanOut loops)
    {
        input = loops.Read(socket);
        Socket = socket;
        Address = AddressOf(socket);
        // Every write is a whole merge window: waiting for more would only delay it.
        socket.NoDelay = true;
        socket.SetRawSocketOption(TcpLevel, TcpNotSentLowWater, BitConverter.GetBytes(UnsentBytes));
    }

    public Socket Socket { get; }

    /// <summary>The client's: the peer's, unless a trusted proxy names another.</summary>
    public IPAddress Address { get; private set; }

    /// <summary>Modulo 2^32 it is the number of an acknowledgement (RTMP 1.0 section 5.4.3).</summary>
    public long ReceivedBytes { get; private set; }

    public static IPAddress AddressOf(Socket socket) => ClientAddress.Plain(((IPEndPoint)socket.RemoteEndPoint!).Address);

    public void Introduce(IPAddress client) => Address = client;

    /// <summary>
    /// 0: the peer has closed, or <see cref="Stop"/> was called. Goes on at a loop's thread. No async method, which would cost an object a
    /// call. A <paramref name="publisher"/> is read when its viewers can be sent to.
    /// </summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, RtmpPublisher? publisher = null) =>
        isViewer ? Socket.ReceiveAsync(buffer) : input.ReceiveAsync(buffer, publisher?.PatientUntil(input.Loop) ?? 0);

    public void CountReceived(int bytes) => ReceivedBytes += bytes;

    /// <summary>From here on a loop writes to the socket, and what the viewer says, a word a minute, need not wake it.</summary>
    public void BecomeViewer()
    {
        isViewer = true;
        input.Leave();
    }

    /// <summary>A viewer's: waits for bytes without holding a buffer.</summary>
    public ValueTask<int> WaitAsync() => Socket.ReceiveAsync(Memory<byte>.Empty);

    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty) bytes = bytes[await Socket.SendAsync(bytes, cancellation)..];
    }

    /// <summary>
    /// No more is sent; what was sent arrives. The peer's bytes are still read, or closing would reset the connection under our last words.
    /// </summary>
    public void FinishSending() => Shutdown(SocketShutdown.Send);

    /// <summary>What the peer has not taken is thrown away when the socket closes.</summary>
    public void Discard() => Socket.LingerState = new LingerOption(true, 0);

    /// <summary>Ends every wait on this connection.</summary>
    public void Stop() => Shutdown(SocketShutdown.Both);

    public void Dispose()
    {
        input.Leave();
        Socket.Dispose();
    }

    private void Shutdown(SocketShutdown how)
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
