namespace Rooms.Wire.Flv;

/// <summary>VideoPacketType of Enhanced RTMP v2; AVCPacketType of E.4.3.2 is its first three.</summary>
public enum FlvVideoPacketType
{
    SequenceStart = 0,
    CodedFrames = 1,
    SequenceEnd = 2,

    /// <summary>Coded frames with a composition time of zero that is not written.</summary>
    CodedFramesX = 3,
    Metadata = 4,
    Mpeg2TsSequenceStart = 5,
    Multitrack = 6,
    ModEx = 7,
}
