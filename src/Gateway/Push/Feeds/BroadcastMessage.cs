using System.Buffers;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Push.Feeds;

/// <summary>
/// Something that many connections are sent beside the feeds (the push API, goim's push all). Encoded once for each form among those that it is for;
/// must-deliver for whoever is connected, and nobody else.
/// </summary>
internal abstract class BroadcastMessage
{
    /// <summary>Null: this connection is not addressed. On its loop.</summary>
    public abstract FrameForm? FormFor(PushConnection connection);

    /// <summary>One complete frame, or nothing. Called from loops' threads, several at once.</summary>
    public abstract void Encode(FrameForm form, IBufferWriter<byte> writer);
}
