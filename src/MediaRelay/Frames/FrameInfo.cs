namespace Rooms.MediaRelay.Frames;

/// <summary>
/// What an endpoint knows about a frame when it hands it in. <paramref name="SourceMilliseconds"/>: the publisher's own 32-bit decoding
/// time.
/// </summary>
internal readonly record struct FrameInfo(
    FrameKind Kind,
    FrameCodec Codec,
    bool IsKey,
    bool IsConfiguration,
    uint SourceMilliseconds,
    int CompositionMilliseconds,
    int PayloadOffset);
