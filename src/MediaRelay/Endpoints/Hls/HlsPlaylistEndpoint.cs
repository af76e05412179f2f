using Microsoft.AspNetCore.Http;
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
        hls.See(request.Token, request.Address);
        var response = request.Context.Response;
        response.ContentType = "application/vnd.apple.mpegurl";
        response.Headers.CacheControl = "no-store";
        await response.WriteAsync(hls.WritePlaylist($"?token={Uri.EscapeDataString(request.Token)}"), request.Aborted);
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
