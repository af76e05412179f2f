using System.Net;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

internal sealed partial class RtmpSession
{
    [LoggerMessage(Level = LogLevel.Information, Message = "RTMP session {SessionId} opened from {Address}")]
    private partial void SessionOpened(string sessionId, IPAddress address);

    [LoggerMessage(Level = LogLevel.Information, Message = "RTMP session {SessionId} closed: {Reason}")]
    private partial void SessionClosed(string sessionId, string reason);
}
