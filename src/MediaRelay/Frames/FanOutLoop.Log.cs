namespace Rooms.MediaRelay.Frames;

internal sealed partial class FanOutLoop
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A fan-out loop ended; its viewers are closed")]
    private partial void LoopFailed(Exception bug);
}
