using System.Text;
using Rooms.MediaRelay.Web;

namespace Rooms.MediaRelay.Endpoints.Hls;

/// <summary><c>GET /live/ID.m3u8</c></summary>
internal sealed class HlsPlaylistEndpoint(TimeProvider time) : IPlayEndpoint
{
    // A stream's first segment takes a target and the rest of a group of pictures.
    private static readonly TimeSpan FirstSegmentDeadline = TimeSpan.FromSeconds(10);

    public bool IsPolled => true;

    public bool TryMatch(string file, bool isWebSocket, out PlayTarget target) => PlayNames.TryMatch(file, HlsNames.Playlist, out target);

    public async Task ServeAsync(PlayRequest request)
    {
        if (request.Stream.FindSink<FramesToHls>() is not { } hls || !await HasListAsync(hls, request.Aborted))
        {
            await HlsAnswer.RefuseAsync(request);
            return;
        }
        if (hls.See(request.Token, request.Address) is { } full)
        {
            await HlsAnswer.RefuseAsync(request, full);
            return;
        }
        var response = request.Context.Response;
        response.ContentType = "application/vnd.apple.mpegurl";
        response.Headers.CacheControl = "no-store";
        await HlsAnswer.WriteAsync(request, Encoding.UTF8.GetBytes(hls.WritePlaylist($"?token={Uri.EscapeDataString(request.Token)}")));
    }

    private async Task<bool> HasListAsync(FramesToHls hls, CancellationToken cancellation)
    {
        try
        {
            await hls.FirstSegment.WaitAsync(FirstSegmentDeadline, time, cancellation);
            return true;
        }
        catch (Exception none) when (none is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
