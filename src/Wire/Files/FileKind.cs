namespace Rooms.Wire.Files;

/// <summary>Files that people send each other and that a browser shows without running anything out of them.</summary>
public enum FileKind
{
    Jpeg,
    Png,
    Gif,
    Webp,
    Mp4,
    M4a,
    Mp3,
    Ogg,
    Pdf,
}
