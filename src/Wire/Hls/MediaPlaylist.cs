using System.Globalization;
using System.Text;

namespace Rooms.Wire.Hls;

/// <summary>A live media playlist of fragmented MP4 (RFC 8216 4.3).</summary>
public static class MediaPlaylist
{
    // RFC 8216 7: EXT-X-MAP in a playlist of normal segments needs 6, fragmented MP4 is served with 7 by convention.
    private const int Version = 7;

    /// <param name="targetSeconds">No segment, rounded to seconds, is longer (4.3.3.1).</param>
    /// <param name="sequence">Number of the first segment.</param>
    /// <param name="discontinuities">How many discontinuities have left the list (4.3.3.3).</param>
    /// <param name="segments">Oldest first.</param>
    /// <param name="isEnded">No more segments will come.</param>
    public static string Write(
        int targetSeconds, long sequence, long discontinuities, ReadOnlySpan<PlaylistSegment> segments, bool isEnded)
    {
        var text = new StringBuilder(256 + segments.Length * 160);
        text.Append(CultureInfo.InvariantCulture, $"#EXTM3U\n#EXT-X-VERSION:{Version}\n#EXT-X-TARGETDURATION:{targetSeconds}\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MEDIA-SEQUENCE:{sequence}\n#EXT-X-DISCONTINUITY-SEQUENCE:{discontinuities}\n");
        string? map = null;
        foreach (var segment in segments)
        {
            if (segment.IsDiscontinuous) text.Append("#EXT-X-DISCONTINUITY\n");
            if (segment.Map != map) text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MAP:URI=\"{segment.Map}\"\n");
            map = segment.Map;
            Append(text, segment);
        }
        if (isEnded) text.Append("#EXT-X-ENDLIST\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, in PlaylistSegment segment)
    {
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-PROGRAM-DATE-TIME:{segment.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{segment.Duration.TotalSeconds:0.000},\n{segment.Uri}\n");
    }
}
