namespace Rooms.Wire.Flv;

/// <summary>What an audio tag carries: a SoundFormat of E.4.2.1 or a FourCC of Enhanced RTMP.</summary>
public enum FlvAudioCodec
{
    /// <summary>Anything that this house cannot repackage; still passed through.</summary>
    Other,
    Aac,
    Mp3,
    Opus,
    Flac,
    Ac3,
    Eac3,
    PcmA,
    PcmU,
}
