namespace Rooms.MediaRelay.Frames;

internal enum FrameKind : byte
{
    Metadata,
    Audio,
    Video,
}
