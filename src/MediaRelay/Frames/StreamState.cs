namespace Rooms.MediaRelay.Frames;

internal enum StreamState
{
    /// <summary>A publisher is connected.</summary>
    Live,

    /// <summary>The connection was lost; viewers wait for its return.</summary>
    Lost,

    /// <summary>The publisher said goodbye; viewers wait as long, in case it was only a restart.</summary>
    Ended,

    /// <summary>Out of the registry, viewers let go.</summary>
    Closed,
}
