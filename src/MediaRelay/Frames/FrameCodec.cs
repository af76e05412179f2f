namespace Rooms.MediaRelay.Frames;

internal enum FrameCodec : byte
{
    None,
    H264,
    Hevc,
    Av1,
    Vp9,
    Vp8,
    Aac,
    Opus,
    Mp3,

    /// <summary>Passed through to viewers of the publisher's own container, made into no other.</summary>
    Other,
}
