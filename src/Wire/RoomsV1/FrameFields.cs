namespace Rooms.Wire.RoomsV1;

/// <summary>The fields of a client's frame of any op, as either form delivers them, and the rules that make a frame of them.</summary>
internal sealed class FrameFields
{
    public string? Room { get; set; }

    public string? To { get; set; }

    public string? Id { get; set; }

    public string? Type { get; set; }

    public string? Text { get; set; }

    public string? Data { get; set; }

    public string? Token { get; set; }

    public string? DeviceId { get; set; }

    public string? DeviceClass { get; set; }

    public string[] Labels { get; set; } = [];

    public SubscribeFrame[] Subscribe { get; set; } = [];

    public long After { get; set; }

    public long? Seq { get; set; }

    public bool Join { get; set; }

    /// <summary>Null: <paramref name="fault"/> tells why.</summary>
    public ClientFrame? ToFrame(ClientOp op, out FrameFault fault)
    {
        fault = Check(op);
        if (fault.Kind != FrameFaultKind.None) return null;
        return op switch
        {
            ClientOp.Hello => new HelloFrame(Token, DeviceId, DeviceClass, Labels, Subscribe),
            ClientOp.Subscribe => new SubscribeFrame(Room!, After, Join),
            ClientOp.Unsubscribe => new UnsubscribeFrame(Room!),
            ClientOp.Send => new SendFrame(Id!, Room, To, Type ?? SendFrame.DefaultType, Text, Data),
            ClientOp.Ack => new AckFrame(Room!, Seq!.Value),
            ClientOp.Refresh => new RefreshFrame(Token!),
            ClientOp.Sdp => new SdpFrame(Id, Room, Data),
            _ => PingFrame.Value,
        };
    }

    private FrameFault Check(ClientOp op)
    {
        var missing = op switch
        {
            ClientOp.Subscribe or ClientOp.Unsubscribe or ClientOp.Ack when Room is null => "room",
            ClientOp.Send when Id is null => "id",
            ClientOp.Send when Text is null && Data is null => "text",
            ClientOp.Ack when Seq is null => "seq",
            ClientOp.Refresh when Token is null => "token",
            _ => null,
        };
        if (missing is not null) return new FrameFault(FrameFaultKind.Missing, missing, Id);
        if (op == ClientOp.Send && Room is null == To is null) return new FrameFault(FrameFaultKind.Ambiguous, Id: Id);
        return default;
    }
}
