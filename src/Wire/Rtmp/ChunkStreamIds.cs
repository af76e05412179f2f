namespace Rooms.Wire.Rtmp;

/// <summary>
/// The chunk streams that this house sends on. Only <see cref="Control"/> is fixed (RTMP 1.0 section 5.4); the others are what peers are
/// used to.
/// </summary>
public static class ChunkStreamIds
{
    public const int Control = 2;
    public const int Command = 3;
    public const int Audio = 4;
    public const int Data = 5;
    public const int Video = 6;
}
