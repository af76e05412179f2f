using Rooms.MediaRelay.Web;

namespace Rooms.MediaRelay.Endpoints.Hls;

/// <summary><c>GET /live/ID.NUMBER.init.mp4</c></summary>
internal sealed class HlsInitEndpoint : IPlayEndpoint
{
    public bool IsPolled => true;

    public bool TryMatch(string file, bool isWebSocket, out PlayTarget target)
    {
        target = default;
        return !isWebSocket && PlayNames.TryMatchNumbered(file, HlsNames.Init, out target);
    }

    public async Task ServeAsync(PlayRequest request)
    {
        if (request.Stream.FindSink<FramesToHls>()?.FindInit(request.Target.Part) is not { } bytes)
        {
            await HlsAnswer.RefuseAsync(request);
            return;
        }
        HlsAnswer.SetMedia(request.Context.Response, bytes.Length);
        await HlsAnswer.WriteAsync(request, bytes);
    }
}
