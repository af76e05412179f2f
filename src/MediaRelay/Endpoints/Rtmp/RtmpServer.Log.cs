using System.Net;
using System.Net.Sockets;

namespace Rooms.MediaRelay.Endpoints.Rtmp;

internal sealed partial class RtmpServer
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Protocol} listens on {EndPoint}")]
    private partial void Listening(string protocol, EndPoint endPoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} RTMP connections refused in the last second: rate_limited by address")]
    private partial void ConnectionsRefused(long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An RTMP connection could not be accepted: {Error}")]
    private partial void AcceptFailed(SocketError error);

    [LoggerMessage(Level = LogLevel.Error, Message = "RTMP session {SessionId} failed")]
    private partial void SessionFailed(string sessionId, Exception bug);
}
