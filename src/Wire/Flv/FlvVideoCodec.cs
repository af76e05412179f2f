namespace Rooms.Wire.Flv;

/// <summary>
/// What a video tag carries, whichever way it says so: a CodecID of E.4.3.1, the widespread 12 for HEVC, or a FourCC of Enhanced RTMP.
/// </summary>
public enum FlvVideoCodec
{
    /// <summary>Anything that this house cannot repackage; still passed through.</summary>
    Other,
    H264,
    Hevc,
    Av1,
    Vp8,
    Vp9,
}
