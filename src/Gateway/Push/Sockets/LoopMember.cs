namespace Rooms.Gateway.Push.Sockets;

/// <summary>Something that lives on a loop and has deadlines: a connection, or a socket that has not said yet what it wants. The loop's thread.</summary>
internal abstract class LoopMember(PushLoop loop)
{
    public PushLoop Loop { get; } = loop;

    /// <summary>Bytes that wait for the peer.</summary>
    public virtual long QueuedBytes => 0;

    /// <summary>Its place in the loop's list.</summary>
    internal int Place { get; set; } = -1;

    /// <summary>A fault of one is that one's end; the loop and the others go on.</summary>
    internal void Attempt(Action<LoopMember> call)
    {
        try
        {
            call(this);
        }
        catch (Exception bug)
        {
            Fail(bug);
        }
    }

    /// <summary>About once a second.</summary>
    internal abstract void Look();

    /// <summary>There may be more to read than one turn allows.</summary>
    internal abstract void ReadOn();

    /// <summary>The loop has ended.</summary>
    internal abstract void Abandon();

    /// <summary>What it did went wrong: it is closed.</summary>
    internal abstract void Fail(Exception bug);
}
