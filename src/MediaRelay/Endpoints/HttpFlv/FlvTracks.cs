using Rooms.MediaRelay.Frames;
using Rooms.MediaRelay.Web;

namespace Rooms.MediaRelay.Endpoints.HttpFlv;

/// <summary>FLV under each framing that a viewer may need; viewers of one framing share their bytes.</summary>
internal static class FlvTracks
{
    /// <summary>HTTP/1.1, written to the socket by the loop.</summary>
    public static readonly TrackKind Chunked = new("flv", () => new FramesToFlv(), ChunkedFraming.Instance);

    /// <summary>HTTP/1.0, and bodies that the server frames itself: TLS, HTTP/2.</summary>
    public static readonly TrackKind Plain = new("flv", () => new FramesToFlv(), PlainFraming.Instance);

    public static readonly TrackKind WebSocket = new("wsflv", () => new FramesToFlv(), WebSocketFraming.Instance);
}
