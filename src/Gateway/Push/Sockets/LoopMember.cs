namespace Rooms.Gateway.Push.Sockets;

/// <summary>Something that lives on a loop and has deadlines: a connection, or a socket that has not said yet what it wants. The loop's thread.</summary>
internal abstract class LoopMember(PushLoop loop)
{
    public PushLoop Loop { get; } = loop;

    /// <summary>Bytes that wait for the peer.</summary>
    public virtual long QueuedBytes => 0;

    /// <summary>Its place in the loop's list.</summary>
    internal int Place { get; set; } = -1;

    /// <summary>About once a second.</summary>
    internal abstract void Look(long nowMilliseconds);

    /// <summary>There may be more to read than one turn allows.</summary>
    internal abstract void ReadOn();

    /// <summary>The loop has ended.</summary>
    internal abstract void Abandon();
}
