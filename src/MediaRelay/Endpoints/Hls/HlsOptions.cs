using System.ComponentModel.DataAnnotations;

namespace Rooms.MediaRelay.Endpoints.Hls;

/// <summary>Plain HLS. Every stream holds its segments in memory: about (listed + kept + 1) x target x bit rate.</summary>
internal sealed class HlsOptions
{
    public const string Section = "Hls";

    /// <summary>A segment ends at the first key frame after this. 2 s: the usual distance of key frames in live encoders.</summary>
    [Range(1, 10)]
    public int TargetSeconds { get; set; } = 2;

    /// <summary>Segments in the list. 6: a player that starts three from the end (RFC 8216 6.3.3) has three behind it.</summary>
    [Range(3, 60)]
    public int ListedSegments { get; set; } = 6;

    /// <summary>Segments that have left the list and still answer: a list is up to one target old when it is read (6.2.2).</summary>
    [Range(1, 60)]
    public int KeptSegments { get; set; } = 3;

    /// <summary>A segment without a key frame ends here: the memory of a stream has a bound.</summary>
    [Range(2, 60)]
    public int MaxSegmentSeconds { get; set; } = 12;
}
