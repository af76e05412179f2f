namespace Rooms.Gateway.Push.Sockets;

/// <summary>A call to make on a loop.</summary>
internal sealed class LoopAction(Action run, Action? reject = null) : ILoopTask
{
    public void Run(PushLoop loop) => run();

    public void Reject() => reject?.Invoke();
}
