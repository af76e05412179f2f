namespace Rooms.Wire.Amf;

/// <summary>What an <see cref="AmfValue"/> is. AMF3's integer is a Number, its array an EcmaArray or a StrictArray, its XML a String.</summary>
public enum AmfKind
{
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Date,
    Object,
    EcmaArray,
    StrictArray,
}
