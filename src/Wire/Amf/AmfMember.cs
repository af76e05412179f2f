namespace Rooms.Wire.Amf;

/// <summary>One named member of an object or of an ECMA array, in the order of the wire.</summary>
public readonly record struct AmfMember(string Name, AmfValue Value);
