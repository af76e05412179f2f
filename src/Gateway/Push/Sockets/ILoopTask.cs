namespace Rooms.Gateway.Push.Sockets;

/// <summary>Work for a loop's thread. One of the two is called, once a post.</summary>
internal interface ILoopTask
{
    void Run(PushLoop loop);

    /// <summary>The loop has ended.</summary>
    void Reject();
}
