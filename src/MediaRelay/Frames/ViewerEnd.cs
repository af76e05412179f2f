namespace Rooms.MediaRelay.Frames;

/// <summary>Why a viewer was let go: words for logs, metrics and close messages.</summary>
internal static class ViewerEnd
{
    public const string PeerClosed = "peer_closed";
    public const string Stalled = "stalled";
    public const string StreamEnded = "stream_ended";
    public const string PublisherLost = "publisher_lost";
    public const string Unsubscribed = "unsubscribed";
    public const string Draining = "draining";
    public const string ShuttingDown = "shutting_down";
}
