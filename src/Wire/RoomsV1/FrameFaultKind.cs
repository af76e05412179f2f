namespace Rooms.Wire.RoomsV1;

public enum FrameFaultKind
{
    None,
    TooLong,
    NotUtf8,
    NotJson,
    CutOff,
    UnknownOp,
    Missing,
    Duplicate,
    WrongKind,
    FieldTooLong,
    Ambiguous,
}
