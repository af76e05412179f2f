using System.Buffers;
using Rooms.Contracts.Feeds;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Push.Feeds;
using Rooms.Gateway.Push.Sockets;
using Rooms.Wire.RoomsV1;
using Rooms.Wire.WebSocket;

namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>One of the two forms of <c>/ws</c> (docs/ws.md): the same frames as JSON texts or as compact bytes.</summary>
internal abstract class RoomsForm : FrameForm
{
    // A thread keeps what most frames need, not what the largest snapshot did.
    private const int ScratchBytes = 16 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? scratch;

    public abstract WebSocketOpcode Opcode { get; }

    public static RoomsForm Of(string? subprotocol) => subprotocol == BinaryForm.Subprotocol ? BinaryForm.Instance : JsonForm.Instance;

    public abstract bool TryRead(ReadOnlySpan<byte> message, out ClientFrame? frame, out FrameFault fault);

    public override void Encode(FeedId feed, RoomEventView happened, IBufferWriter<byte> writer) =>
        Encode(new EventFrame(FeedNames.Of(feed), happened.Seq, happened.Type, happened.At, happened.User, happened.Data), writer);

    public override void EncodePush(RoomEventView push, IBufferWriter<byte> writer) =>
        Encode(new EventFrame(FeedNames.Push, push.Seq, push.Type, push.At, push.User, push.Data), writer);

    public override void EncodeGap(FeedId feed, long from, long to, IBufferWriter<byte> writer) => Encode(new GapFrame(FeedNames.Of(feed), from, to), writer);

    public override void EncodeSkipped(FeedId feed, long from, long to, IBufferWriter<byte> writer) => Encode(new SkippedFrame(FeedNames.Of(feed), from, to), writer);

    public void Encode(ServerFrame frame, IBufferWriter<byte> writer)
    {
        var payload = scratch ??= new ArrayBufferWriter<byte>(ScratchBytes);
        payload.ResetWrittenCount();
        Write(frame, payload);
        WebSocketFrames.Write(writer, Opcode, payload.WrittenSpan);
        if (payload.Capacity > ScratchBytes) scratch = null;
    }

    protected abstract void Write(ServerFrame frame, IBufferWriter<byte> payload);
}
