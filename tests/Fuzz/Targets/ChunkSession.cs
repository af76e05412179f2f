using System.Buffers;
using Rooms.Wire.Rtmp;

namespace Rooms.Fuzz.Targets;

/// <summary>The least that a session does with chunks.</summary>
internal sealed class ChunkSession(int maxMessageBytes)
{
    private readonly ChunkReader reader = new(maxMessageBytes);
    private readonly byte[] control = new byte[4];
    private int controlLength;
    private OperationStatus status = OperationStatus.NeedMoreData;
    private ulong payloadHash = 14695981039346656037;

    /// <summary>Takes the place of the session's message buffers.</summary>
    public Func<int, byte[]>? Rent { get; init; }

    public int Messages { get; private set; }

    /// <summary>All that a caller sees: status, messages, payload.</summary>
    public (OperationStatus Status, int Messages, ulong Payload) Summary => (status, Messages, payloadHash);

    public void Feed(ReadOnlySpan<byte> source, Trace? trace)
    {
        if (status == OperationStatus.InvalidData) return;
        int consumed;
        while ((status = reader.TryRead(source, out var part, out consumed)) == OperationStatus.Done)
        {
            source = source[consumed..];
            trace?.Step(part.IsLast ? 1 + (int)part.Header.Type : 0);
            Take(part);
            if (part.IsLast && !TryComplete(part.Header))
            {
                status = OperationStatus.InvalidData;
                break;
            }
        }
        trace?.Step(512 + (int)status);
        if (status == OperationStatus.NeedMoreData && consumed != source.Length) throw new InvalidOperationException("NeedMoreData left input behind.");
    }

    private void Take(ChunkPart part)
    {
        if (part.IsFirst) controlLength = 0;
        if (part.IsFirst) Rent?.Invoke(part.Header.Length);
        foreach (var value in part.Payload)
        {
            payloadHash = (payloadHash ^ value) * 1099511628211;
            if (controlLength < control.Length) control[controlLength++] = value;
        }
    }

    private bool TryComplete(MessageHeader header)
    {
        Messages++;
        payloadHash = (payloadHash ^ (uint)header.GetHashCode()) * 1099511628211;
        if (header.Type is not (MessageType.SetChunkSize or MessageType.Abort)) return true;
        if (ProtocolControl.TryRead(control.AsSpan(0, controlLength), out var value) != OperationStatus.Done) return false;
        if (header.Type == MessageType.SetChunkSize) return reader.TrySetChunkSize(value);
        reader.Abort(value);
        return true;
    }
}
