namespace Rooms.Gateway.Push.Sockets;

/// <summary>Bytes of a client to calls of its session.</summary>
internal abstract class PushIntake
{
    /// <summary>How many bytes were used: all that are whole, unless the session paused reading or closed.</summary>
    public abstract int Take(PushConnection connection, Span<byte> bytes);

    /// <summary>The most that may wait for its end.</summary>
    public abstract int MaxIncomplete { get; }

    /// <summary>What the peer is told with the end.</summary>
    public virtual void SayGoodbye(PushConnection connection, ushort status, string reason)
    {
    }
}
