namespace Rooms.Wire.Flv;

/// <summary>AudioPacketType of Enhanced RTMP v2; AACPacketType of E.4.2.2 is its first two.</summary>
public enum FlvAudioPacketType
{
    SequenceStart = 0,
    CodedFrames = 1,
    SequenceEnd = 2,
    MultichannelConfiguration = 4,
    Multitrack = 5,
    ModEx = 7,
}
