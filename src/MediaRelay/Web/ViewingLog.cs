namespace Rooms.MediaRelay.Web;

/// <summary>Two lines a viewer: opened, and closed with the reason.</summary>
internal sealed partial class ViewingLog(ILogger<ViewingLog> logger)
{
    public void Opened(PlayRequest request, string protocol) => LogOpened(protocol, request.Stream.Id, request.Address);

    public void Closed(PlayRequest request, string protocol, string reason, long dropped) =>
        LogClosed(protocol, request.Stream.Id, request.Address, reason, dropped);

    [LoggerMessage(LogLevel.Information, "{Protocol} viewer of {StreamId} from {PeerId} opened")]
    private partial void LogOpened(string protocol, string streamId, string peerId);

    [LoggerMessage(LogLevel.Information, "{Protocol} viewer of {StreamId} from {PeerId} closed: {Reason}, {Dropped} frames left out")]
    private partial void LogClosed(string protocol, string streamId, string peerId, string reason, long dropped);
}
