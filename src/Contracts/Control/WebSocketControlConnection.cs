using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Rooms.Contracts.Control;

/// <summary>
/// A control connection over a WebSocket, at both ends: one text message carries one <see cref="ControlMessage"/>. Owns the socket.
/// A cancelled <see cref="ReceiveAsync"/> aborts the socket (so does System.Net.WebSockets); a cancelled send too.
/// </summary>
public sealed class WebSocketControlConnection(WebSocket socket) : IControlConnection, IDisposable
{
    private const int FirstBufferBytes = 16 * 1024;

    // RFC 6455 5.5: a control frame carries at most 125 bytes, two of them the close code.
    private const int MaxReasonBytes = 123;

    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(2);

    public async ValueTask SendAsync(ControlMessage message, CancellationToken cancellation)
    {
        try
        {
            await socket.SendAsync(ControlJson.Write(message).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
        catch (Exception e) when (IsGone(e))
        {
            throw new IOException("the control connection has gone", e);
        }
    }

    /// <summary>Null also after a message larger than <see cref="ControlJson.MaxBytes"/>: the socket is then closed with 1009.</summary>
    public async ValueTask<ControlMessage?> ReceiveAsync(CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length) buffer = Grow(buffer);
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                length += part.Count;
                if (length > ControlJson.MaxBytes)
                {
                    await CloseAsync(WebSocketCloseStatus.MessageTooBig, "the message is too big");
                    return null;
                }
                if (!part.EndOfMessage) continue;
                if (part.MessageType == WebSocketMessageType.Binary) throw new JsonException("a control message is a text message");
                return ControlJson.Read(buffer.AsSpan(0, length));
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public ValueTask CloseAsync(string reason) => CloseAsync(WebSocketCloseStatus.NormalClosure, reason);

    public void Dispose() => socket.Dispose();

    private async ValueTask CloseAsync(WebSocketCloseStatus status, string reason)
    {
        using var deadline = new CancellationTokenSource(CloseDeadline);
        try
        {
            await socket.CloseOutputAsync(status, Shorten(reason), deadline.Token);
        }
        catch (Exception e) when (IsGone(e) || e is OperationCanceledException)
        {
            // The other end went first, or does not read: nothing is left to say.
            socket.Abort();
        }
    }

    private static bool IsGone(Exception e) => e is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException;

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static string Shorten(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > MaxReasonBytes) reason = reason[..(reason.Length * 3 / 4)];
        return reason;
    }
}
