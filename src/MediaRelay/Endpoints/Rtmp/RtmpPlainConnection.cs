using System.Net.Sockets;
using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>The bytes of the socket itself: read by a loop, and written by one once the peer views.</summary>
internal sealed class RtmpPlainConnection(Socket socket, FanOut loops) : RtmpConnection(socket)
{
    private readonly SocketInput input = loops.Read(socket);
    private bool isViewer;

    public override ValueTask<bool> TrySecureAsync(CancellationToken cancellation) => new(true);

    /// <summary>
    /// Goes on at a loop's thread. No async method, which would cost an object a call. A publisher is read when its viewers can be sent to.
    /// </summary>
    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer, RtmpPublisher? publisher = null) =>
        isViewer ? Socket.ReceiveAsync(buffer) : input.ReceiveAsync(buffer, publisher?.PatientUntil(input.Loop) ?? 0);

    /// <summary>What the viewer says need not wake the loop.</summary>
    public override Viewer BecomeViewer(FanOutOptions limits)
    {
        isViewer = true;
        input.Leave();
        return new SocketViewer(Socket.SafeHandle, limits);
    }

    public override Task<string> CarryAsync(Viewer viewer) => viewer.Completion;

    public override async ValueTask WaitAsync() => await Socket.ReceiveAsync(Memory<byte>.Empty);

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty) bytes = bytes[await Socket.SendAsync(bytes, cancellation)..];
    }

    public override ValueTask FinishSendingAsync()
    {
        Shutdown(SocketShutdown.Send);
        return ValueTask.CompletedTask;
    }

    public override void Dispose()
    {
        input.Leave();
        base.Dispose();
    }
}
