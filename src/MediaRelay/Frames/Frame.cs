using System.Diagnostics;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// One access unit, the currency between everything. Rented from a <see cref="FramePool"/>; its first owner is who rented it, everyone who
/// keeps it takes a reference, the last <see cref="Release"/> gives the memory back. Read-only once <see cref="LiveStream"/> has stamped
/// it.
/// </summary>
internal sealed class Frame(FramePool? pool)
{
    private byte[] buffer = [];
    private int length;
    private int references;
    private FrameInfo info;

    /// <summary>onMetaData is about the whole stream; ffmpeg takes one with another time for the first line of a subtitle.</summary>
    public const long MetadataMilliseconds = 0;

    public FrameKind Kind => info.Kind;

    public FrameCodec Codec => info.Codec;

    public bool IsKey => info.IsKey;

    /// <summary>Decoder configuration (AVC sequence header, AudioSpecificConfig, onMetaData), not a picture and not sound.</summary>
    public bool IsConfiguration => info.IsConfiguration;

    public uint SourceMilliseconds => info.SourceMilliseconds;

    /// <summary>Decoding time on the stream's own timeline, which starts at 0 and never goes back within one kind.</summary>
    public long DtsMilliseconds { get; private set; }

    /// <summary>The time that FLV and RTMP carry: <see cref="DtsMilliseconds"/>, but <see cref="MetadataMilliseconds"/> for onMetaData.</summary>
    public long TagMilliseconds => Kind == FrameKind.Metadata && IsConfiguration ? MetadataMilliseconds : DtsMilliseconds;

    public int CompositionMilliseconds => info.CompositionMilliseconds;

    /// <summary>The RTMP message or FLV tag body exactly as published.</summary>
    public ReadOnlySpan<byte> Body => buffer.AsSpan(0, length);

    public ReadOnlyMemory<byte> BodyMemory => buffer.AsMemory(0, length);

    public int PayloadOffset => info.PayloadOffset;

    /// <summary>The access unit alone: AVCC NAL units, raw AAC, OBUs ...</summary>
    public ReadOnlySpan<byte> Payload => buffer.AsSpan(info.PayloadOffset, length - info.PayloadOffset);

    /// <summary>When it was complete at this node, in <see cref="Stopwatch"/> ticks.</summary>
    public long ArrivedAt { get; private set; }

    public int Length => length;

    public Frame AddReference()
    {
        Interlocked.Increment(ref references);
        return this;
    }

    public void Release()
    {
        var left = Interlocked.Decrement(ref references);
        Debug.Assert(left >= 0, "released more often than referenced");
        if (left != 0 || pool is null) return;
        var returned = buffer;
        buffer = [];
        pool.Return(this, returned);
    }

    /// <summary>
    /// A copy outside the pool, for the few frames that outlive all others: decoder configurations. Nobody needs to release it.
    /// </summary>
    public Frame Detach()
    {
        var copy = new Frame(null);
        copy.Fill(Body.ToArray(), length, info, ArrivedAt);
        copy.Stamp(DtsMilliseconds);
        return copy;
    }

    internal void Fill(byte[] body, int bodyLength, in FrameInfo newInfo, long arrivedAt)
    {
        buffer = body;
        length = bodyLength;
        info = newInfo;
        ArrivedAt = arrivedAt;
        DtsMilliseconds = newInfo.SourceMilliseconds;
        references = 1;
    }

    internal void Stamp(long dtsMilliseconds) => DtsMilliseconds = dtsMilliseconds;
}
