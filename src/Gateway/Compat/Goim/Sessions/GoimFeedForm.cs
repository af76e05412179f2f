using System.Buffers;
using System.Text;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Contracts.Users;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Compat.Goim.Sessions;

/// <summary>
/// Messages and pushes of a room, an inbox and the push API as goim's pushes. goim's own come out as they went in; others are JSON of who wrote and what, under one
/// operation. Nothing else shows.
/// </summary>
internal sealed class GoimFeedForm(GoimForm form, int messageOperation) : FrameForm
{
    public override void Encode(FeedId feed, RoomEventView happened, IBufferWriter<byte> writer)
    {
        if (happened.Type is RoomEventTypes.Message or UserEventTypes.Private or UserEventTypes.Push) EncodePush(happened, writer);
    }

    public override void EncodePush(RoomEventView push, IBufferWriter<byte> writer) => writer.Write(Frame(form, GoimFrames.Encode(form, MessageOf(push))));

    public GoimMessage MessageOf(RoomEventView happened) =>
        GoimMessage.TryRead(Encoding.UTF8.GetBytes(happened.Data), out var message) ? message : new GoimMessage(messageOperation, JsonOf(happened));

    /// <summary>With its WebSocket header, where there is one.</summary>
    public static ReadOnlySpan<byte> Frame(GoimForm form, byte[] bytes)
    {
        if (form is GoimForm.V2Tcp or GoimForm.V1Tcp) return bytes;
        var frame = new byte[WebSocketFrameHeader.MaxUnmaskedLength + bytes.Length];
        var length = WebSocketFrames.Write(frame, form == GoimForm.V1Json ? WebSocketOpcode.Text : WebSocketOpcode.Binary, bytes);
        return frame.AsSpan(0, length);
    }

    // The data is an object; its writer stands before it.
    private static byte[] JsonOf(RoomEventView happened) =>
        Encoding.UTF8.GetBytes($"{{\"user\":{(happened.User is { } user ? $"\"{user}\"" : "null")},{happened.Data.AsSpan(happened.Data.IndexOf('{', StringComparison.Ordinal) + 1)}");
}
