namespace Rooms.Wire.Flv;

/// <summary>Video File Format 10.1, E.4.3.1: FrameType.</summary>
public enum FlvVideoFrameType
{
    Key = 1,
    Inter = 2,
    DisposableInter = 3,
    GeneratedKey = 4,
    Command = 5,
}
