namespace Rooms.Sockets;

/// <summary>A socket that a loop watches.</summary>
public interface ILoopSocket
{
    /// <summary>On the loop's thread: there may be something to read, or room to write.</summary>
    void OnReady();
}
