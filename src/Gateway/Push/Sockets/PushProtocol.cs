using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.Sockets;

/// <summary>
/// A session's end of one connection: translates, and never waits. Everything is called on the connection's loop; grain calls go elsewhere and come
/// back with <see cref="PushConnection.Post"/>. What it throws ends this connection alone.
/// </summary>
internal abstract class PushProtocol
{
    /// <summary>Set before <see cref="OnOpened"/>.</summary>
    public PushConnection Connection { get; internal set; } = null!;

    public virtual void OnOpened(PushHandshake handshake)
    {
    }

    /// <summary>Plain TCP: bytes as they come. Answers how many were used; the rest comes again with what follows it.</summary>
    public virtual int OnData(ReadOnlySpan<byte> bytes) => bytes.Length;

    /// <summary>A whole WebSocket message, text (valid UTF-8) or binary. Pings and closes are answered below.</summary>
    public virtual void OnMessage(WebSocketOpcode kind, ReadOnlySpan<byte> payload)
    {
    }

    /// <summary>The time of <see cref="PushConnection.SetDeadline"/> is over; it is set no more.</summary>
    public virtual void OnDeadline() => Connection.Close(PushEnds.Late, WebSocketStatus.PolicyViolation);

    /// <summary>The process is stopping: the client should come again elsewhere in <paramref name="after"/>, spread over <paramref name="spread"/>.</summary>
    public virtual void OnDraining(TimeSpan after, TimeSpan spread)
    {
    }

    /// <summary>Once, whoever ended it. Nothing can be sent any more; subscriptions are gone.</summary>
    public virtual void OnClosed(string reason)
    {
    }
}
