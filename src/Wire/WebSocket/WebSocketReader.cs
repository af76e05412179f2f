using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace Rooms.Wire.WebSocket;

/// <summary>
/// Messages out of a client's frames (RFC 6455 5 and 8): put together from their fragments, control frames handed out between them, text checked.
/// Extensions are never negotiated, so a reserved bit is an error and nothing can unpack to more than was sent. Keeps memory only while a message is
/// in parts, and never more than its limit.
/// </summary>
public sealed class WebSocketReader(int maxMessageBytes)
{
    private byte[] parts = [];
    private int partsLength;
    private WebSocketOpcode opcode;
    private bool isInParts;

    /// <summary>After InvalidData: what the close frame says.</summary>
    public ushort CloseStatus { get; private set; }

    /// <summary>
    /// One message or control frame, unmasked in place. <paramref name="consumed"/> counts with NeedMoreData too: a fragment may be done with before its
    /// message is. InvalidData: see <see cref="CloseStatus"/>; the connection is over.
    /// </summary>
    public OperationStatus TryRead(Span<byte> source, out WebSocketMessage message, out int consumed)
    {
        consumed = 0;
        message = default;
        while (true)
        {
            var rest = source[consumed..];
            var status = WebSocketFrameHeader.TryRead(rest, out var header, out var headerLength);
            if (status == OperationStatus.InvalidData) return Fail(WebSocketStatus.ProtocolError);
            if (status == OperationStatus.NeedMoreData) return status;
            if (FaultOf(header) is { } fault) return Fail(fault);
            if (rest.Length - headerLength < header.PayloadLength) return OperationStatus.NeedMoreData;
            var payload = rest.Slice(headerLength, (int)header.PayloadLength);
            consumed += headerLength + payload.Length;
            WebSocketFrameHeader.ApplyMask(payload, header.MaskingKey);
            if (header.IsControl) return Hand(header.Opcode, payload, out message);
            if (header.IsFinal && !isInParts) return Hand(header.Opcode, payload, out message);
            Append(header, payload);
            if (!header.IsFinal) continue;
            isInParts = false;
            return Hand(opcode, parts.AsSpan(0, partsLength), out message);
        }
    }

    // Told as soon as the header is there, before anything is waited for.
    private ushort? FaultOf(in WebSocketFrameHeader header)
    {
        // 5.1: a server must close upon a frame that is not masked.
        if (!header.IsMasked) return WebSocketStatus.ProtocolError;
        if (header.IsControl) return null;
        // 5.4: a continuation continues, anything else begins.
        if (header.Opcode == WebSocketOpcode.Continuation != isInParts) return WebSocketStatus.ProtocolError;
        return header.PayloadLength > maxMessageBytes - (isInParts ? partsLength : 0) ? WebSocketStatus.MessageTooBig : null;
    }

    private OperationStatus Hand(WebSocketOpcode kind, ReadOnlySpan<byte> payload, out WebSocketMessage message)
    {
        message = new WebSocketMessage(kind, payload);
        return kind switch
        {
            // 8.1
            WebSocketOpcode.Text when !Utf8.IsValid(payload) => Fail(WebSocketStatus.InvalidPayload),
            WebSocketOpcode.Close => CheckClose(payload),
            _ => OperationStatus.Done,
        };
    }

    // 5.5.1: nothing, or a status and a reason in UTF-8.
    private OperationStatus CheckClose(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty) return OperationStatus.Done;
        if (payload.Length < 2 || !WebSocketStatus.IsValid(BinaryPrimitives.ReadUInt16BigEndian(payload))) return Fail(WebSocketStatus.ProtocolError);
        return Utf8.IsValid(payload[2..]) ? OperationStatus.Done : Fail(WebSocketStatus.InvalidPayload);
    }

    private void Append(in WebSocketFrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (!isInParts)
        {
            // What the message before needed is not kept.
            parts = [];
            partsLength = 0;
            opcode = header.Opcode;
            isInParts = true;
        }
        var needed = partsLength + payload.Length;
        if (needed > parts.Length) Array.Resize(ref parts, Math.Min(maxMessageBytes, Math.Max(needed, parts.Length * 2)));
        payload.CopyTo(parts.AsSpan(partsLength));
        partsLength = needed;
    }

    private OperationStatus Fail(ushort status)
    {
        CloseStatus = status;
        return OperationStatus.InvalidData;
    }
}
