using System.Buffers;
using Rooms.Wire.WebSocket;

namespace Rooms.MediaRelay.Web;

/// <summary>
/// The client's side of a WebSocket that is only watched: pings are handed on, a close ends it, everything else is read and forgotten. Holds one small
/// buffer, whatever the client sends.
/// </summary>
internal sealed class WebSocketListener(Stream input, Action<ReadOnlyMemory<byte>> onPing)
{
    // Header, key and the longest control frame.
    private const int BufferBytes = 256;

    private readonly byte[] buffer = new byte[BufferBytes];
    private int filled;

    /// <summary>True: the client closed. False: it broke the protocol, or is gone.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                if (await TryReadHeaderAsync(cancellation) is not { } header) return false;
                if (header.Opcode == WebSocketOpcode.Close) return true;
                var isRead = header.IsControl ? TryTakeControlAsync(header, cancellation) : TrySkipAsync(header.PayloadLength, cancellation);
                if (!await isRead) return false;
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    // RFC 6455 5.1: what a client sends is masked.
    private async ValueTask<WebSocketFrameHeader?> TryReadHeaderAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var status = WebSocketFrameHeader.TryRead(buffer.AsSpan(0, filled), out var header, out var consumed);
            if (status == OperationStatus.InvalidData || (status == OperationStatus.Done && !header.IsMasked)) return null;
            if (status == OperationStatus.NeedMoreData)
            {
                if (!await TryFillAsync(cancellation)) return null;
                continue;
            }
            Consume(consumed);
            return header;
        }
    }

    private async ValueTask<bool> TryTakeControlAsync(WebSocketFrameHeader header, CancellationToken cancellation)
    {
        var length = (int)header.PayloadLength;
        while (filled < length)
            if (!await TryFillAsync(cancellation)) return false;
        WebSocketFrameHeader.ApplyMask(buffer.AsSpan(0, length), header.MaskingKey);
        if (header.Opcode == WebSocketOpcode.Ping) onPing(buffer.AsMemory(0, length));
        Consume(length);
        return true;
    }

    private async ValueTask<bool> TrySkipAsync(long length, CancellationToken cancellation)
    {
        while (length > 0)
        {
            if (filled == 0 && !await TryFillAsync(cancellation)) return false;
            var skipped = (int)Math.Min(length, filled);
            Consume(skipped);
            length -= skipped;
        }
        return true;
    }

    private async ValueTask<bool> TryFillAsync(CancellationToken cancellation)
    {
        var read = await input.ReadAsync(buffer.AsMemory(filled), cancellation);
        filled += read;
        return read > 0;
    }

    private void Consume(int count)
    {
        buffer.AsSpan(count, filled - count).CopyTo(buffer);
        filled -= count;
    }
}
