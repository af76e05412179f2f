using System.Buffers;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Pushes;

/// <summary>
/// A push to connections of one app that are there now, whatever their protocol: an event without a number, of type <c>push</c> and with the data that a push
/// has in an inbox. Nobody else hears of it, and nothing keeps it.
/// </summary>
internal sealed class LivePush(string app, PushAim aim, RoomEventView happened) : BroadcastMessage
{
    public string App => app;

    public PushAim Aim => aim;

    public RoomEventView Event => happened;

    public override FrameForm? FormFor(PushConnection connection) =>
        connection.Protocol is IPushTarget { Caller: { } caller } target && caller.App == app && aim.Meets(connection.Id, target.Labels) ? target.FormOf(this) : null;

    public override void Encode(FrameForm form, IBufferWriter<byte> writer) => form.EncodePush(happened, writer);
}
