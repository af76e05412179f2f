using System.Buffers;

namespace Rooms.Wire.RoomsV1;

/// <summary>A client's frame as <c>rooms.v1.bin</c>: one a WebSocket message (docs/ws.md). Bytes after the last field that is known are ignored.</summary>
public static class BinaryClientFrames
{
    private const byte JoinFlag = 1;

    public static bool TryRead(ReadOnlySpan<byte> source, out ClientFrame? frame, out FrameFault fault)
    {
        frame = null;
        fault = source.Length > FrameLimits.FrameBytes ? new FrameFault(FrameFaultKind.TooLong) : default;
        if (fault.Kind != FrameFaultKind.None) return false;
        var cursor = new BinaryCursor(source);
        var op = (ClientOp)cursor.ReadByte("op");
        var fields = new FrameFields();
        ReadFields(ref cursor, op, fields);
        fault = cursor.Fault;
        if (!cursor.HasFault) frame = fields.ToFrame(op, out fault);
        fault = fault with { Id = fields.Id };
        return frame is not null;
    }

    public static void Write(IBufferWriter<byte> destination, ClientFrame frame)
    {
        var writer = new BinaryFieldWriter(destination);
        switch (frame)
        {
            case HelloFrame hello:
                Write(writer, hello);
                break;
            case SubscribeFrame subscribe:
                writer.WriteByte((byte)ClientOp.Subscribe);
                Write(writer, subscribe);
                break;
            case UnsubscribeFrame unsubscribe:
                writer.WriteByte((byte)ClientOp.Unsubscribe);
                writer.WriteText(unsubscribe.Room);
                break;
            case SendFrame send:
                writer.WriteByte((byte)ClientOp.Send);
                writer.WriteTexts(send.Id, send.Room, send.To, send.Type, send.Text, send.Data);
                break;
            case AckFrame ack:
                writer.WriteByte((byte)ClientOp.Ack);
                writer.WriteText(ack.Room);
                writer.WriteNumber(ack.Seq);
                break;
            case RefreshFrame refresh:
                writer.WriteByte((byte)ClientOp.Refresh);
                writer.WriteText(refresh.Token);
                break;
            case SdpFrame sdp:
                writer.WriteByte((byte)ClientOp.Sdp);
                writer.WriteTexts(sdp.Id, sdp.Room, sdp.Data);
                break;
            case PingFrame:
                writer.WriteByte((byte)ClientOp.Ping);
                break;
        }
    }

    private static void Write(BinaryFieldWriter writer, HelloFrame hello)
    {
        writer.WriteByte((byte)ClientOp.Hello);
        writer.WriteTexts(hello.Token, hello.DeviceId, hello.DeviceClass);
        writer.WriteNumber(hello.Labels.Length);
        writer.WriteTexts(hello.Labels);
        writer.WriteNumber(hello.Subscribe.Length);
        foreach (var subscribe in hello.Subscribe) Write(writer, subscribe);
    }

    private static void Write(BinaryFieldWriter writer, SubscribeFrame subscribe)
    {
        writer.WriteText(subscribe.Room);
        writer.WriteNumber(subscribe.After);
        writer.WriteByte(subscribe.Join ? JoinFlag : (byte)0);
    }

    private static void ReadFields(ref BinaryCursor cursor, ClientOp op, FrameFields fields)
    {
        switch (op)
        {
            case ClientOp.Hello:
                ReadHello(ref cursor, fields);
                break;
            case ClientOp.Subscribe:
                if (ReadSubscription(ref cursor) is { } wanted) (fields.Room, fields.After, fields.Join) = (wanted.Room, wanted.After, wanted.Join);
                break;
            case ClientOp.Unsubscribe:
                fields.Room = cursor.ReadText("room", FrameLimits.Name);
                break;
            case ClientOp.Send:
                ReadSend(ref cursor, fields);
                break;
            case ClientOp.Ack:
                fields.Room = cursor.ReadText("room", FrameLimits.Name);
                fields.Seq = cursor.ReadNumber("seq");
                break;
            case ClientOp.Refresh:
                fields.Token = cursor.ReadText("token", FrameLimits.Token);
                break;
            case ClientOp.Sdp:
                fields.Id = cursor.ReadText("id", FrameLimits.Name);
                fields.Room = cursor.ReadText("room", FrameLimits.Name);
                fields.Data = cursor.ReadJson("data", FrameLimits.DataBytes);
                break;
            case ClientOp.Ping:
                break;
            default:
                cursor.Fail(FrameFaultKind.UnknownOp, "op");
                break;
        }
    }

    private static void ReadHello(ref BinaryCursor cursor, FrameFields fields)
    {
        fields.Token = cursor.ReadText("token", FrameLimits.Token);
        fields.DeviceId = cursor.ReadText("device.id", FrameLimits.Name);
        fields.DeviceClass = cursor.ReadText("device.class", FrameLimits.Name);
        var labels = new string[cursor.ReadCount("labels", FrameLimits.Labels)];
        for (var i = 0; i < labels.Length && !cursor.HasFault; i++) labels[i] = Required(ref cursor, "labels");
        fields.Labels = labels;
        var subscriptions = new SubscribeFrame[cursor.ReadCount("subscribe", FrameLimits.Subscriptions)];
        for (var i = 0; i < subscriptions.Length && !cursor.HasFault; i++)
            if (ReadSubscription(ref cursor) is { } subscription) subscriptions[i] = subscription;
        fields.Subscribe = subscriptions;
    }

    private static void ReadSend(ref BinaryCursor cursor, FrameFields fields)
    {
        fields.Id = cursor.ReadText("id", FrameLimits.Name);
        fields.Room = cursor.ReadText("room", FrameLimits.Name);
        fields.To = cursor.ReadText("to", FrameLimits.Name);
        fields.Type = cursor.ReadText("type", FrameLimits.Name);
        fields.Text = cursor.ReadText("text", FrameLimits.Text, mayBeEmpty: true);
        fields.Data = cursor.ReadJson("data", FrameLimits.DataBytes);
    }

    private static SubscribeFrame? ReadSubscription(ref BinaryCursor cursor)
    {
        var room = Required(ref cursor, "room");
        var after = cursor.ReadNumber("after");
        var flags = cursor.ReadByte("flags");
        return cursor.HasFault ? null : new SubscribeFrame(room, after, (flags & JoinFlag) != 0);
    }

    private static string Required(ref BinaryCursor cursor, string field)
    {
        var text = cursor.ReadText(field, FrameLimits.Name);
        if (text is null) cursor.Fail(FrameFaultKind.Missing, field);
        return text ?? "";
    }
}
