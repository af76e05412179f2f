namespace Rooms.MediaRelay.Endpoints.Hls;

/// <summary>Suffixes under <c>/live/</c>. The list carries the caller's token on to what it names.</summary>
internal static class HlsNames
{
    /// <summary>In figures.</summary>
    public const string Protocol = "hls";

    public const string Playlist = ".m3u8";

    /// <summary>After a number: <c>ID.7.m4s</c>.</summary>
    public const string Segment = ".m4s";

    /// <summary>After a number: <c>ID.7.init.mp4</c>.</summary>
    public const string Init = ".init.mp4";
}
