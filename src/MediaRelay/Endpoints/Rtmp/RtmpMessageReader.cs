using System.Buffers;
using Rooms.MediaRelay.Frames;
using Rooms.Wire.Rtmp;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

/// <summary>
/// Puts messages together from chunks, in pooled memory that grows as bytes arrive: 16 MB announced and never sent cost 4 KB. Owns the
/// buffers of messages under way.
/// </summary>
internal sealed class RtmpMessageReader(BufferPool buffers, int maxMessageBytes) : IDisposable
{
    private const int FirstBytes = 4096;

    private readonly ChunkReader chunks = new(maxMessageBytes);
    private readonly List<Assembly> underWay = [];

    public bool TrySetChunkSize(uint size) => chunks.TrySetChunkSize(size);

    /// <summary>Forgets the message under way on this chunk stream (RTMP 1.0 section 5.4.2).</summary>
    public void Abort(uint chunkStreamId)
    {
        chunks.Abort(chunkStreamId);
        var index = chunkStreamId <= int.MaxValue ? IndexOf((int)chunkStreamId) : -1;
        if (index >= 0) buffers.Return(Remove(index));
    }

    /// <summary>Done: a message that the caller owns now; call again with the rest. NeedMoreData: everything is consumed.</summary>
    public OperationStatus TryRead(ReadOnlySpan<byte> source, out RtmpMessage message, out int consumed)
    {
        message = default;
        consumed = 0;
        while (true)
        {
            var status = chunks.TryRead(source[consumed..], out var part, out var used);
            consumed += used;
            if (status != OperationStatus.Done) return status;
            if (!TryCollect(part, out var complete)) continue;
            message = new RtmpMessage(part.Header, complete);
            return OperationStatus.Done;
        }
    }

    public void Dispose()
    {
        while (underWay.Count > 0) buffers.Return(Remove(0));
    }

    private bool TryCollect(in ChunkPart part, out byte[] complete)
    {
        complete = [];
        var index = IndexOf(part.Header.ChunkStreamId);
        if (index < 0) index = Begin(part.Header);
        Append(index, part.Payload);
        if (!part.IsLast) return false;
        complete = Remove(index);
        return true;
    }

    private int IndexOf(int chunkStreamId)
    {
        for (var i = 0; i < underWay.Count; i++)
            if (underWay[i].ChunkStreamId == chunkStreamId) return i;
        return -1;
    }

    private int Begin(in MessageHeader header)
    {
        underWay.Add(new(header.ChunkStreamId, buffers.Rent(Math.Min(header.Length, FirstBytes)), 0));
        return underWay.Count - 1;
    }

    private void Append(int index, ReadOnlySpan<byte> payload)
    {
        var (id, buffer, length) = underWay[index];
        if (payload.Length > buffer.Length - length) buffer = buffers.Grow(buffer, length, length + payload.Length);
        payload.CopyTo(buffer.AsSpan(length));
        underWay[index] = new(id, buffer, length + payload.Length);
    }

    private byte[] Remove(int index)
    {
        var buffer = underWay[index].Buffer;
        underWay[index] = underWay[^1];
        underWay.RemoveAt(underWay.Count - 1);
        return buffer;
    }

    private readonly record struct Assembly(int ChunkStreamId, byte[] Buffer, int Length);
}
