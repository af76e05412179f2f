namespace Rooms.MediaRelay.Frames;

/// <summary>
/// What a decoder needs before a stream's pictures and sound. Immutable, any thread: a change makes a new one. Its frames are copies
/// outside the pool. The codecs are those seen in frames, so they are known also where a codec needs no configuration (MP3, Opus in
/// enhanced RTMP).
/// </summary>
internal sealed record StreamConfiguration
{
    public static readonly StreamConfiguration Empty = new();

    // A sequence header is some hundred bytes, onMetaData seldom over 2 KB. Larger ones go through to those who watch but are not kept.
    private const int MaxKeptBytes = 64 * 1024;

    public Frame? Metadata { get; private init; }

    public Frame? Video { get; private init; }

    public Frame? Audio { get; private init; }

    public FrameCodec VideoCodec { get; private init; }

    public FrameCodec AudioCodec { get; private init; }

    public bool HasVideo => VideoCodec != FrameCodec.None;

    public bool HasAudio => AudioCodec != FrameCodec.None;

    /// <summary>Decoders need not begin anew; metadata may differ.</summary>
    public bool HasSameTracks(StreamConfiguration other) =>
        ReferenceEquals(this, other)
        || (Video == other.Video && Audio == other.Audio && VideoCodec == other.VideoCodec && AudioCodec == other.AudioCodec);

    /// <summary>The configuration as of this frame: this object when the frame changes nothing.</summary>
    public StreamConfiguration With(Frame frame)
    {
        var result = frame.Kind switch
        {
            FrameKind.Video when VideoCodec != frame.Codec => this with { VideoCodec = frame.Codec },
            FrameKind.Audio when AudioCodec != frame.Codec => this with { AudioCodec = frame.Codec },
            _ => this,
        };
        if (frame.Length > MaxKeptBytes) return result;
        return frame.Kind switch
        {
            FrameKind.Metadata when frame.IsConfiguration && IsNew(frame, Metadata) => result with { Metadata = frame.Detach() },
            FrameKind.Video when frame.IsConfiguration && IsNew(frame, Video) => result with { Video = frame.Detach() },
            FrameKind.Audio when frame.IsConfiguration && IsNew(frame, Audio) => result with { Audio = frame.Detach() },
            _ => result,
        };
    }

    private static bool IsNew(Frame frame, Frame? known) => known is null || !known.Body.SequenceEqual(frame.Body);
}
