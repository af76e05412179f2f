using System.Buffers.Binary;
using System.Text;
using Rooms.Edge;
using Rooms.MediaRelay.Frames;
using Rooms.Wire.WebSocket;

namespace Rooms.MediaRelay.Web;

/// <summary>One viewer over a WebSocket, from handshake to close.</summary>
internal sealed class WebSocketViewing(FanOut fanOut, BlockPool blocks, Departure departure, ViewingLog log)
{
    // RFC 6455 7.4.1
    private const ushort NormalClosure = 1000;
    private const ushort TryAgainLater = 1013;

    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(2);

    public async Task RunAsync(PlayRequest request, TrackKind kind)
    {
        if (await WebSocketUpgrade.AcceptAsync(request.Context) is not { } stream) return;
        var viewer = new StreamViewer(fanOut.Limits);
        if (request.Stream.TryJoin(kind, viewer)) await WatchAsync(request, kind, stream, viewer);
        else await CloseAsync(stream, ViewerEnd.StreamEnded);
    }

    private async Task WatchAsync(PlayRequest request, TrackKind kind, Stream stream, StreamViewer viewer)
    {
        log.Opened(request, kind.Protocol);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted);
        using var leaving = departure.Watch(viewer, request.Aborted);
        var listening = ListenAsync(stream, viewer, over.Token);
        var reason = await StreamWriting.RunAsync(viewer, stream, request.Aborted);
        if (reason == ViewerEnd.PeerClosed)
        {
            // The listener told, or is about to hear of it: a goodbye is answered.
            over.CancelAfter(CloseDeadline);
            if (await listening) await CloseAsync(stream, reason);
        }
        else
        {
            if (reason != ViewerEnd.Stalled) await CloseAsync(stream, reason);
            await over.CancelAsync();
            await listening;
        }
        // What a client did not take must not keep the connection.
        if (reason == ViewerEnd.Stalled) request.Context.Abort();
        log.Closed(request, kind.Protocol, reason, viewer.DroppedFrames);
    }

    // True: the client has said goodbye and waits for the answer.
    private async Task<bool> ListenAsync(Stream stream, StreamViewer viewer, CancellationToken cancellation)
    {
        var listener = new WebSocketListener(stream, payload => viewer.Send(Frame(WebSocketOpcode.Pong, payload.Span)));
        var isClosed = await listener.RunAsync(cancellation);
        viewer.Leave(ViewerEnd.PeerClosed);
        return isClosed;
    }

    private Block Frame(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        var block = blocks.Rent(0, WebSocketFrameHeader.MaxUnmaskedLength + payload.Length);
        var span = block.GetSpan(WebSocketFrameHeader.MaxUnmaskedLength + payload.Length);
        var header = WebSocketFrameHeader.Write(span, opcode, payload.Length);
        payload.CopyTo(span[header..]);
        block.Advance(header + payload.Length);
        return block;
    }

    // 5.5.1: status, then the reason in words.
    private static async Task CloseAsync(Stream stream, string reason)
    {
        var status = reason is ViewerEnd.ShuttingDown or ViewerEnd.Draining ? TryAgainLater : NormalClosure;
        var bytes = new byte[2 + 2 + reason.Length];
        WebSocketFrameHeader.Write(bytes, WebSocketOpcode.Close, 2 + reason.Length);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), status);
        Encoding.ASCII.GetBytes(reason, bytes.AsSpan(4));
        using var deadline = new CancellationTokenSource(CloseDeadline);
        try
        {
            await stream.WriteAsync(bytes, deadline.Token);
            await stream.FlushAsync(deadline.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody is left to tell.
        }
    }
}
