using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Rooms.Gateway.Compat.WebIm;

/// <summary>webim over WebSocket: one JSON object a text frame.</summary>
internal sealed class WebImSockets(WebImHub hub, WebImCommands commands, TimeProvider time)
{
    // Much longer than a message may be, so that who writes too much is told so.
    private const int MaxFrame = 64 * 1024;

    private const int ReadBytes = 4 * 1024;
    private const int KeptBytes = 2 * ReadBytes;

    private static readonly TimeSpan SendDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DrainDeadline = TimeSpan.FromSeconds(2);

    public async Task RunAsync(HttpContext context, Func<string> newFd, CancellationToken stopping)
    {
        if (hub.Enter(newFd, WebImOrigin.Of(context, WebImOrigin.Socket, time)) is not { } client)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await Task.WhenAll(WriteAsync(socket, client, ended.Token), ReadToEndAsync(socket, client, ended));
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // The connection is gone, which is all that there is to know.
        }
        finally
        {
            hub.Leave(client);
        }
    }

    private async Task ReadToEndAsync(WebSocket socket, WebImClient client, CancellationTokenSource ended)
    {
        try
        {
            await ReadAsync(socket, client, ended.Token);
        }
        finally
        {
            hub.Leave(client);
            await ended.CancelAsync();
        }
    }

    private async Task ReadAsync(WebSocket socket, WebImClient client, CancellationToken cancellation)
    {
        var frame = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await socket.ReceiveAsync(frame.GetMemory(ReadBytes), cancellation);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                await CloseAsync(socket, WebSocketCloseStatus.NormalClosure, cancellation);
                return;
            }
            frame.Advance(read.Count);
            if (frame.WrittenCount > MaxFrame)
            {
                await CloseAsync(socket, WebSocketCloseStatus.MessageTooBig, cancellation);
                await DrainAsync(socket, cancellation);
                return;
            }
            if (!read.EndOfMessage) continue;
            await commands.ExecuteAsync(client, frame.WrittenMemory, cancellation);
            // Ten thousand clients that wrote much once do not keep the room for it.
            if (frame.Capacity > KeptBytes) frame = new ArrayBufferWriter<byte>();
            else frame.ResetWrittenCount();
        }
    }

    // Ends with the queue: the client has left, or did not take what was sent to it.
    private async Task WriteAsync(WebSocket socket, WebImClient client, CancellationToken cancellation)
    {
        try
        {
            while (await client.WaitAsync(cancellation))
                while (client.TryTake(out var message)) await SendAsync(socket, message, cancellation);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            // The reader notices by the aborted socket.
        }
        socket.Abort();
    }

    private async Task SendAsync(WebSocket socket, string message, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(SendDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, either.Token);
    }

    private async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(SendDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        await socket.CloseOutputAsync(status, null, either.Token);
    }

    // A connection that is dropped with bytes unread takes the close frame along.
    private async Task DrainAsync(WebSocket socket, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(DrainDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var rest = new byte[ReadBytes];
        while ((await socket.ReceiveAsync(rest, either.Token)).MessageType != WebSocketMessageType.Close) { }
    }
}
