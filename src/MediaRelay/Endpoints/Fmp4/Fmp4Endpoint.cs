using Rooms.MediaRelay.Web;

namespace Rooms.MediaRelay.Endpoints.Fmp4;

/// <summary>WebSocket <c>/live/ID.mp4</c>: fragmented MP4 for Media Source Extensions.</summary>
internal sealed class Fmp4Endpoint(WebSocketViewing webSockets) : IPlayEndpoint
{
    private const string Suffix = ".mp4";

    public bool HoldsViewer => true;

    public bool TryMatch(string file, bool isWebSocket, out PlayTarget target)
    {
        target = default;
        return isWebSocket && PlayNames.TryMatch(file, Suffix, out target);
    }

    public Task ServeAsync(PlayRequest request) => webSockets.RunAsync(request, FramesToFmp4.Kind);
}
