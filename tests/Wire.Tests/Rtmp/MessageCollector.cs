using System.Buffers;
using Rooms.Wire.Rtmp;

namespace Rooms.Wire.Tests.Rtmp;

/// <summary>Puts messages together from a <see cref="ChunkReader"/>, as a session does.</summary>
internal sealed class MessageCollector(int maxMessageBytes = 1 << 20)
{
    private readonly Dictionary<int, List<byte>> underWay = [];

    public ChunkReader Reader { get; } = new(maxMessageBytes);

    public List<ReadMessage> Messages { get; } = [];

    /// <summary>Feeds the pieces one after the other until the reader finds one invalid.</summary>
    public OperationStatus Feed(IEnumerable<byte[]> pieces)
    {
        var status = OperationStatus.NeedMoreData;
        foreach (var piece in pieces)
            if ((status = Feed(piece)) == OperationStatus.InvalidData) break;
        return status;
    }

    public OperationStatus Feed(ReadOnlySpan<byte> source)
    {
        while (true)
        {
            var status = Reader.TryRead(source, out var part, out var consumed);
            source = source[consumed..];
            if (status != OperationStatus.Done)
            {
                Assert.True(status == OperationStatus.InvalidData || source.IsEmpty, "NeedMoreData must have consumed everything");
                return status;
            }
            Take(part);
        }
    }

    private void Take(ChunkPart part)
    {
        if (part.IsFirst) underWay[part.Header.ChunkStreamId] = [];
        var payload = underWay[part.Header.ChunkStreamId];
        payload.AddRange(part.Payload);
        if (!part.IsLast) return;
        Messages.Add(new ReadMessage(part.Header, [.. payload]));
        underWay.Remove(part.Header.ChunkStreamId);
    }
}
