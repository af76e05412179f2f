using Rooms.Wire.Hls;

namespace Rooms.Wire.Tests.Hls;

public sealed class MediaPlaylistTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Write_ConfigurationChanges_MarksDiscontinuityAndNewMap()
    {
        PlaylistSegment[] segments =
        [
            new("s.7.m4s?token=t", "s.1.init.mp4?token=t", TimeSpan.FromSeconds(2), Start, false),
            new("s.8.m4s?token=t", "s.1.init.mp4?token=t", TimeSpan.FromSeconds(1.96), Start.AddSeconds(2), false),
            new("s.9.m4s?token=t", "s.2.init.mp4?token=t", TimeSpan.FromSeconds(2.04), Start.AddSeconds(3.96), true),
        ];

        var text = MediaPlaylist.Write(2, 7, 3, segments, isEnded: false);

        Assert.Equal(
            """
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:2
            #EXT-X-MEDIA-SEQUENCE:7
            #EXT-X-DISCONTINUITY-SEQUENCE:3
            #EXT-X-MAP:URI="s.1.init.mp4?token=t"
            #EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:00.000Z
            #EXTINF:2.000,
            s.7.m4s?token=t
            #EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:02.000Z
            #EXTINF:1.960,
            s.8.m4s?token=t
            #EXT-X-DISCONTINUITY
            #EXT-X-MAP:URI="s.2.init.mp4?token=t"
            #EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:03.960Z
            #EXTINF:2.040,
            s.9.m4s?token=t

            """, text);
    }

    [Fact]
    public void Write_Ended_ClosesTheList() => Assert.EndsWith("#EXT-X-ENDLIST\n", MediaPlaylist.Write(2, 0, 0, [], isEnded: true), StringComparison.Ordinal);
}
