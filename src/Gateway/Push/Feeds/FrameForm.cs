using System.Buffers;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>
/// One form of the wire; a singleton each (/ws in JSON, /ws in binary, goim v2 over TCP, ...). An event is encoded once for all who speak it. What is
/// written is whole: with its WebSocket header where there is one (<see cref="Sockets.WebSocketFrames"/>). Called from loops' threads, several at once.
/// </summary>
internal abstract class FrameForm
{
    /// <summary>One complete frame, or nothing: this form does not show such events.</summary>
    public abstract void Encode(FeedId feed, RoomEventView happened, IBufferWriter<byte> writer);

    /// <summary>A push to connections, which no feed has (<see cref="Pushes.LivePush"/>).</summary>
    public virtual void EncodePush(RoomEventView push, IBufferWriter<byte> writer)
    {
    }

    /// <summary>Numbers that are lost to this client: the feed no longer has them.</summary>
    public virtual void EncodeGap(FeedId feed, long from, long to, IBufferWriter<byte> writer)
    {
    }

    /// <summary>Events of the class latest-wins that were left out because the client is slow.</summary>
    public virtual void EncodeSkipped(FeedId feed, long from, long to, IBufferWriter<byte> writer)
    {
    }
}
