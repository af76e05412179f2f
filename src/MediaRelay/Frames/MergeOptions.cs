using System.ComponentModel.DataAnnotations;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// Merging of writes (rooms-v1 section 8). It counts for every container; its name in the configuration is older than the others.
/// </summary>
internal sealed class MergeOptions
{
    public const string Section = "Rtmp";

    /// <summary>
    /// How long a frame may wait for others to share one write with it. One TCP send costs the same whatever its size, so 40 ms halve the
    /// cost of sending each frame at once, and 350 ms need a quarter of that again. 0: send at once.
    /// </summary>
    [Range(0, 2000)]
    public int MergeMilliseconds { get; set; } = 40;

    public TimeSpan Window => TimeSpan.FromMilliseconds(MergeMilliseconds);
}
