namespace Rooms.Wire.Fmp4;

/// <summary>The sample entries that can be written, named by their four characters.</summary>
public enum SampleEntryKind
{
    Avc1,
    Hvc1,
    Av01,
    Mp4a,
    Opus,
}
