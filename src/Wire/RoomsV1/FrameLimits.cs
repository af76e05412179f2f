namespace Rooms.Wire.RoomsV1;

/// <summary>Sizes of what one frame may hold; those of texts in characters (UTF-16 units), as REST counts them.</summary>
public static class FrameLimits
{
    /// <summary>Commands as REST's default body: a message with all its data fits four times.</summary>
    public const int FrameBytes = 64 * 1024;

    /// <summary>Of a room, a user, a device or a message; a type or a label too.</summary>
    public const int Name = 64;

    public const int Token = 8 * 1024;
    public const int Text = 4_000;
    public const int DataBytes = 16 * 1024;

    /// <summary>Of one connection, in hello or later.</summary>
    public const int Subscriptions = 200;

    public const int Labels = 16;

    /// <summary>Objects within objects, as in bodies of REST.</summary>
    public const int Depth = 32;
}
