using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.Rtmp;

/// <summary>
/// Chunks to messages, for one direction of one connection and one thread (RTMP 1.0 section 5.3). Takes its input in any split; keeps
/// at most one header of it, so whatever <c>consumed</c> says is gone. Payload is handed out as slices of the input, never collected here.
/// Set chunk size and abort are the caller's to read and to apply, with <see cref="TrySetChunkSize"/> and <see cref="Abort"/>.
/// </summary>
/// <param name="maxMessageBytes">Longest message accepted; a longer one is invalid as soon as it is announced.</param>
public sealed class ChunkReader(int maxMessageBytes)
{
    /// <summary>Most chunk streams of one connection: encoders use five or six, and each costs memory.</summary>
    public const int MaxChunkStreams = 64;

    private readonly List<ChunkStream> streams = [];

    // Bytes of a header that is not complete, or bytes that turned out not to be an extended timestamp and are yet to be delivered.
    private readonly byte[] held = new byte[ChunkFormat.LargestHeader];
    private int heldStart;
    private int heldCount;

    private ChunkStream? current;
    private bool isFirst;
    private int chunkRemaining;
    private long announcedBytes;
    private bool isInvalid;

    public int ChunkSize { get; private set; } = ChunkFormat.DefaultChunkSize;

    /// <summary>False: zero or more than <see cref="ChunkFormat.MaxChunkSize"/>. Counts from the next chunk on.</summary>
    public bool TrySetChunkSize(uint size)
    {
        if (size is 0 or > ChunkFormat.MaxChunkSize) return false;
        ChunkSize = (int)size;
        return true;
    }

    /// <summary>Section 5.4.2: the rest of the message under way on this chunk stream will not come.</summary>
    public void Abort(uint chunkStreamId)
    {
        if (chunkStreamId > ChunkFormat.MaxChunkStreamId || Find((int)chunkStreamId) is not { IsInMessage: true } stream) return;
        End(stream);
    }

    /// <summary>
    /// Done: <paramref name="part"/> is the next slice of a message; call again until NeedMoreData, which has consumed everything.
    /// InvalidData is final.
    /// </summary>
    public OperationStatus TryRead(ReadOnlySpan<byte> source, out ChunkPart part, out int consumed)
    {
        part = default;
        consumed = 0;
        if (isInvalid) return OperationStatus.InvalidData;
        if (current is null)
        {
            var status = ReadHeader(source, out consumed);
            isInvalid = status == OperationStatus.InvalidData;
            if (status != OperationStatus.Done) return status;
        }
        return ReadPayload(source, ref consumed, out part);
    }

    private OperationStatus ReadHeader(ReadOnlySpan<byte> source, out int consumed)
    {
        consumed = 0;
        held.AsSpan(heldStart, heldCount).CopyTo(held);
        heldStart = 0;
        for (var needed = NeededHeaderLength(); heldCount < needed; needed = NeededHeaderLength())
        {
            var taken = Math.Min(needed - heldCount, source.Length - consumed);
            if (taken == 0) return OperationStatus.NeedMoreData;
            source.Slice(consumed, taken).CopyTo(held.AsSpan(heldCount));
            heldCount += taken;
            consumed += taken;
        }
        return ParseHeader();
    }

    // As far as the bytes at hand tell.
    private int NeededHeaderLength()
    {
        if (heldCount == 0) return 1;
        var basicLength = ChunkFormat.BasicHeaderLength(held[0]);
        if (heldCount < basicLength) return basicLength;
        var format = held[0] >> 6;
        var length = basicLength + ChunkFormat.MessageHeaderLength(format);
        if (heldCount < length) return length;
        var isExtended = format < 3
            ? ChunkFormat.ReadUInt24(held.AsSpan(basicLength)) == ChunkFormat.ExtendedTimestamp
            : Find(ChunkFormat.ReadChunkStreamId(held)) is { HasExtendedTimestamp: true };
        return isExtended ? length + ChunkFormat.ExtendedTimestampLength : length;
    }

    private OperationStatus ParseHeader()
    {
        var format = held[0] >> 6;
        var basicLength = ChunkFormat.BasicHeaderLength(held[0]);
        var message = held.AsSpan(basicLength, ChunkFormat.MessageHeaderLength(format));
        var extendedAt = basicLength + message.Length;
        var isExtended = NeededHeaderLength() > extendedAt;
        uint? extended = isExtended ? BinaryPrimitives.ReadUInt32BigEndian(held.AsSpan(extendedAt)) : null;
        if (FindOrAdd(ChunkFormat.ReadChunkStreamId(held), format) is not { } stream) return OperationStatus.InvalidData;
        // Only type 3 continues a message (section 5.3.1.2.4).
        if (stream.IsInMessage && format != 3) return OperationStatus.InvalidData;
        isFirst = !stream.IsInMessage;
        // Some senders (old ffmpeg, old librtmp) do not repeat the extended timestamp inside a message: then these four bytes are payload.
        if (isExtended && !isFirst && extended != stream.ExtendedTimestamp) isExtended = false;
        if (isFirst && !TryBegin(stream, format, message, extended)) return OperationStatus.InvalidData;
        Release(isExtended ? extendedAt + ChunkFormat.ExtendedTimestampLength : extendedAt);
        current = stream;
        chunkRemaining = Math.Min(ChunkSize, stream.Length - stream.Received);
        return OperationStatus.Done;
    }

    private bool TryBegin(ChunkStream stream, int format, ReadOnlySpan<byte> message, uint? extended)
    {
        stream.Begin(format, message, extended);
        announcedBytes += stream.Length;
        // Twice: one large message on the video stream, others beside it. 64 large ones at once are an attack.
        return stream.Length <= maxMessageBytes && announcedBytes <= 2L * maxMessageBytes;
    }

    private OperationStatus ReadPayload(ReadOnlySpan<byte> source, scoped ref int consumed, out ChunkPart part)
    {
        var stream = current!;
        var payload = heldCount > 0
            ? held.AsSpan(heldStart, Math.Min(heldCount, chunkRemaining))
            : source.Slice(consumed, Math.Min(source.Length - consumed, chunkRemaining));
        if (heldCount > 0) Release(payload.Length);
        else consumed += payload.Length;
        part = default;
        if (payload.IsEmpty && !isFirst) return OperationStatus.NeedMoreData;
        chunkRemaining -= payload.Length;
        stream.Received += payload.Length;
        var isLast = stream.Received == stream.Length;
        part = new ChunkPart(stream.Header, payload, isFirst, isLast);
        isFirst = false;
        if (isLast) End(stream);
        if (chunkRemaining == 0) current = null;
        return OperationStatus.Done;
    }

    private void Release(int count)
    {
        heldStart += count;
        heldCount -= count;
    }

    private void End(ChunkStream stream)
    {
        stream.IsInMessage = false;
        announcedBytes -= stream.Length;
    }

    private ChunkStream? Find(int id)
    {
        foreach (var stream in streams)
            if (stream.Id == id) return stream;
        return null;
    }

    // The first chunk of a chunk stream carries everything (type 0); librtmp begins its control stream with type 1, on message stream 0.
    private ChunkStream? FindOrAdd(int id, int format)
    {
        if (Find(id) is { } known) return known;
        if (format > 1 || streams.Count == MaxChunkStreams) return null;
        var stream = new ChunkStream(id);
        streams.Add(stream);
        return stream;
    }
}
