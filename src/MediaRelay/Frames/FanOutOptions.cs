using System.ComponentModel.DataAnnotations;

namespace Rooms.MediaRelay.Frames;

/// <summary>How viewers are written to. Bounds are per viewer; the bytes themselves are shared by all viewers of a track.</summary>
internal sealed class FanOutOptions
{
    public const string Section = "FanOut";

    /// <summary>Threads that write to viewers. 0: one a core.</summary>
    [Range(0, 64)]
    public int Threads { get; set; }

    /// <summary>Over this a viewer loses frames up to a key frame. 16 MB: four seconds at 32 Mb/s.</summary>
    [Range(64 * 1024, 256 * 1024 * 1024)]
    public int QueueBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Writes that may wait. 1,024: 40 s of merge windows, and the longest usual group of pictures at a join.</summary>
    [Range(16, 65536)]
    public int QueueBlocks { get; set; } = 1024;

    /// <summary>Stream time that may wait beyond what the viewer got at the join. 10 s: SRS's default too; more is not live.</summary>
    [Range(1, 300)]
    public int QueueSeconds { get; set; } = 10;

    /// <summary>A viewer that takes no byte for so long while bytes wait is closed.</summary>
    [Range(1, 300)]
    public int StallSeconds { get; set; } = 10;
}
