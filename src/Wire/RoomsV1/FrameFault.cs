namespace Rooms.Wire.RoomsV1;

/// <summary>Why a client's frame cannot be read, and the <c>id</c> it came with, if that was read before.</summary>
public readonly record struct FrameFault(FrameFaultKind Kind, string? Field = null, string? Id = null)
{
    public override string ToString() => Kind switch
    {
        FrameFaultKind.TooLong => $"the frame is longer than {FrameLimits.FrameBytes} bytes",
        FrameFaultKind.NotUtf8 => "the frame is not UTF-8",
        FrameFaultKind.NotJson => $"the frame is no JSON object, or nests deeper than {FrameLimits.Depth}",
        FrameFaultKind.CutOff => "the frame ends within a field",
        FrameFaultKind.UnknownOp => "op: not known",
        FrameFaultKind.Missing => $"{Field}: missing",
        FrameFaultKind.Duplicate => $"{Field}: there twice",
        FrameFaultKind.WrongKind => $"{Field}: not of the kind that is wanted",
        FrameFaultKind.FieldTooLong => $"{Field}: too long, or too many",
        FrameFaultKind.Ambiguous => "room, to: one of the two is wanted",
        _ => "",
    };
}
