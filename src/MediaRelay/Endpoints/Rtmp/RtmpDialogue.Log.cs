namespace Rooms.MediaRelay.Endpoints.Rtmp;

internal sealed partial class RtmpDialogue
{
    [LoggerMessage(Level = LogLevel.Information, Message = "RTMP session {SessionId} publishes {StreamId}")]
    private partial void SessionPublishes(string sessionId, string streamId);

    [LoggerMessage(Level = LogLevel.Information, Message = "RTMP session {SessionId} plays {StreamId}")]
    private partial void SessionPlays(string sessionId, string streamId);

    [LoggerMessage(Level = LogLevel.Information, Message = "RTMP session {SessionId} was refused to {Action} {StreamId}: {Code}")]
    private partial void SessionRefused(string sessionId, string action, string code, string streamId);
}
