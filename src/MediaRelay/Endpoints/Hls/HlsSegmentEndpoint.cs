using Rooms.MediaRelay.Web;

namespace Rooms.MediaRelay.Endpoints.Hls;

/// <summary><c>GET /live/ID.NUMBER.m4s</c></summary>
internal sealed class HlsSegmentEndpoint : IPlayEndpoint
{
    public bool IsPolled => true;

    public bool TryMatch(string file, bool isWebSocket, out PlayTarget target) => PlayNames.TryMatchNumbered(file, HlsNames.Segment, out target);

    public async Task ServeAsync(PlayRequest request)
    {
        if (request.Stream.FindSink<FramesToHls>() is not { } hls || hls.Borrow(request.Target.Part) is not { } blocks)
        {
            await HlsAnswer.RefuseAsync(request);
            return;
        }
        try
        {
            if (hls.See(request.Token, request.Address) is { } full)
            {
                await HlsAnswer.RefuseAsync(request, full);
                return;
            }
            HlsAnswer.SetMedia(request.Context.Response, blocks.Sum(block => (long)block.Length));
            foreach (var block in blocks) await HlsAnswer.WriteAsync(request, block.Memory);
        }
        finally
        {
            foreach (var block in blocks) block.Release();
        }
    }
}
