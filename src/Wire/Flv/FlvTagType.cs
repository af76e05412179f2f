namespace Rooms.Wire.Flv;

/// <summary>Video File Format 10.1, E.4.1: TagType. The numbers are those of RTMP's message types.</summary>
public enum FlvTagType : byte
{
    Audio = 8,
    Video = 9,
    ScriptData = 18,
}
