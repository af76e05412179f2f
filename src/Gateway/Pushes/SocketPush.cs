using System.Buffers;
using System.Collections.Frozen;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.RoomsV1;
using Rooms.Gateway.Push.Sockets;
using Rooms.Wire.RoomsV1;

namespace Rooms.Gateway.Pushes;

/// <summary>
/// A push to connections of one app that are there now, on <c>/ws</c>: an event without a number of the pseudo-room <see cref="Room"/>. Nobody else hears of
/// it, and nothing keeps it.
/// </summary>
internal sealed class SocketPush(string app, bool isToAll, FrozenSet<string> connections, FrozenSet<string> labels, EventFrame frame) : BroadcastMessage
{
    /// <summary><c>@</c> cannot stand in an id.</summary>
    public const string Room = "@push";

    public override FrameForm? FormFor(PushConnection connection) =>
        connection.Protocol is RoomsSession { User.Caller.App: var of } session && of == app && IsMeant(connection.Id, session.Labels) ? session.Form : null;

    public override void Encode(FrameForm form, IBufferWriter<byte> writer) => ((RoomsForm)form).Encode(frame, writer);

    private bool IsMeant(string id, IReadOnlyList<string> has)
    {
        if (isToAll || connections.Contains(id)) return true;
        for (var i = 0; i < has.Count; i++)
            if (labels.Contains(has[i])) return true;
        return false;
    }
}
