using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using Rooms.Contracts.Tls;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>RTMPS: TLS from the first byte. No loop can read or write this socket by descriptor, so pool threads do.</summary>
internal sealed class RtmpTlsConnection(Socket socket, IServerCertificate certificate) : RtmpConnection(socket)
{
    private readonly SslStream stream = new(new NetworkStream(socket, ownsSocket: false));
    private bool isCutShort;

    public override async ValueTask<bool> TrySecureAsync(CancellationToken cancellation)
    {
        // Read at every handshake: it may have been renewed.
        var handshake = new SslServerAuthenticationOptions { ServerCertificateContext = certificate.Current, AllowRenegotiation = false };
        try
        {
            await stream.AuthenticateAsServerAsync(handshake, cancellation);
            return true;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return false;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, RtmpPublisher? publisher = null)
    {
        try
        {
            // Before TLS begins: a trusted proxy's PROXY header.
            return stream.IsAuthenticated ? await stream.ReadAsync(buffer) : await Socket.ReceiveAsync(buffer);
        }
        catch (Exception lost) when (lost is IOException or AuthenticationException)
        {
            // A lost connection and a broken record read like a closed one: all end the session.
            return 0;
        }
    }

    public override Viewer BecomeViewer(FanOutOptions limits) => new StreamViewer(limits);

    public override async Task<string> CarryAsync(Viewer viewer)
    {
        var writer = (StreamViewer)viewer;
        var reason = await StreamWriting.RunAsync(writer, stream, CancellationToken.None);
        isCutShort = writer.IsCutShort;
        return reason;
    }

    public override async ValueTask WaitAsync() => await ReceiveAsync(Memory<byte>.Empty);

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => stream.WriteAsync(bytes, cancellation);

    // Without TLS's own goodbye (RFC 8446 6.1) the end could be an attacker's, and clients say so. A record that was given up has used its number:
    // the next one would be taken for a forgery.
    public override async ValueTask FinishSendingAsync()
    {
        try
        {
            if (!isCutShort) await stream.ShutdownAsync();
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // The peer went first: there is nobody to take leave of.
        }
        Shutdown(SocketShutdown.Send);
    }

    public override void Dispose()
    {
        stream.Dispose();
        base.Dispose();
    }
}
