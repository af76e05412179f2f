using System.ComponentModel.DataAnnotations;

namespace Rooms.MediaRelay.Frames;

/// <summary>
/// Merging of writes (rooms-v1 section 8). It counts for every container; its name in the configuration is older than the others.
/// </summary>
internal sealed class MergeOptions
{
    public const string Section = "Rtmp";

    private const double MaxOverrunMilliseconds = 2;

    /// <summary>
    /// How long a frame may wait for others to share one write with it. One TCP send costs the same whatever its size, so 40 ms halve the
    /// cost of sending each frame at once, and 350 ms need a quarter of that again. 0: send at once.
    /// </summary>
    [Range(0, 2000)]
    public int MergeMilliseconds { get; set; } = 40;

    /// <summary>
    /// What is waited, a little longer than asked: 40 ms is the time of one picture at 25 a second, and a window of just that races with
    /// the next picture and mostly loses (18 sends a second where 42 ms need 14).
    /// </summary>
    public TimeSpan Window => TimeSpan.FromMilliseconds(MergeMilliseconds + Math.Min(MergeMilliseconds / 10.0, MaxOverrunMilliseconds));
}
