using Rooms.Wire.RoomsV1;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>Commands of one connection that wait for the one before. Takes no memory while none waits. The loop's thread.</summary>
internal struct CommandQueue
{
    /// <summary>More wait at the client.</summary>
    public const int MaxWaiting = 64;

    private Queue<ClientFrame>? waiting;

    public readonly int Count => waiting?.Count ?? 0;

    public readonly bool IsFull => Count >= MaxWaiting;

    /// <summary>Half is worked off: reading goes on.</summary>
    public readonly bool HasRoom => Count <= MaxWaiting / 2;

    public void Add(ClientFrame frame) => (waiting ??= new Queue<ClientFrame>()).Enqueue(frame);

    public ClientFrame Take()
    {
        var frame = waiting!.Dequeue();
        if (waiting.Count == 0) waiting = null;
        return frame;
    }
}
