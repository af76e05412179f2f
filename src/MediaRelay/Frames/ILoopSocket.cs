namespace Rooms.MediaRelay.Frames;

/// <summary>A socket that a <see cref="FanOutLoop"/> watches.</summary>
internal interface ILoopSocket
{
    /// <summary>On the loop's thread: there may be something to read, or room to write.</summary>
    void OnReady();
}
