namespace Rooms.Wire.Amf;

/// <summary>AMF0 specification, section 2.1.</summary>
internal enum Amf0Marker : byte
{
    Number = 0x00,
    Boolean = 0x01,
    String = 0x02,
    Object = 0x03,
    Null = 0x05,
    Undefined = 0x06,
    Reference = 0x07,
    EcmaArray = 0x08,
    ObjectEnd = 0x09,
    StrictArray = 0x0A,
    Date = 0x0B,
    LongString = 0x0C,
    XmlDocument = 0x0F,
    TypedObject = 0x10,
    SwitchToAmf3 = 0x11,
}
