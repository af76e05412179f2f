using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Rooms.Wire.Amf;

/// <summary>Writes what this house says in AMF0: answers, status and metadata. Not for the media path: it may grow its output.</summary>
public static class Amf0Writer
{
    public static void Write(IBufferWriter<byte> output, AmfValue value)
    {
        switch (value.Kind)
        {
            case AmfKind.Undefined: WriteMarker(output, Amf0Marker.Undefined); break;
            case AmfKind.Null: WriteMarker(output, Amf0Marker.Null); break;
            case AmfKind.Boolean: WriteBoolean(output, value.AsBoolean!.Value); break;
            case AmfKind.Number: WriteNumber(output, Amf0Marker.Number, value.AsNumber!.Value); break;
            case AmfKind.String: WriteString(output, value.AsString!); break;
            case AmfKind.Date: WriteDate(output, value.AsNumber!.Value); break;
            case AmfKind.Object: WriteObject(output, value.Members); break;
            case AmfKind.EcmaArray: WriteEcmaArray(output, value.Members); break;
            case AmfKind.StrictArray: WriteStrictArray(output, value.Items); break;
        }
    }

    private static void WriteMarker(IBufferWriter<byte> output, Amf0Marker marker)
    {
        output.GetSpan(1)[0] = (byte)marker;
        output.Advance(1);
    }

    private static void WriteBoolean(IBufferWriter<byte> output, bool value)
    {
        var span = output.GetSpan(2);
        span[0] = (byte)Amf0Marker.Boolean;
        span[1] = value ? (byte)1 : (byte)0;
        output.Advance(2);
    }

    private static void WriteNumber(IBufferWriter<byte> output, Amf0Marker marker, double value)
    {
        var span = output.GetSpan(9);
        span[0] = (byte)marker;
        BinaryPrimitives.WriteDoubleBigEndian(span[1..], value);
        output.Advance(9);
    }

    private static void WriteDate(IBufferWriter<byte> output, double milliseconds)
    {
        WriteNumber(output, Amf0Marker.Date, milliseconds);
        output.GetSpan(2)[..2].Clear();
        output.Advance(2);
    }

    private static void WriteString(IBufferWriter<byte> output, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        if (length <= ushort.MaxValue)
        {
            WriteMarker(output, Amf0Marker.String);
            WriteName(output, value);
            return;
        }
        WriteMarker(output, Amf0Marker.LongString);
        WriteUInt32(output, (uint)length);
        Encoding.UTF8.GetBytes(value, output);
    }

    private static void WriteObject(IBufferWriter<byte> output, IReadOnlyList<AmfMember> members)
    {
        WriteMarker(output, Amf0Marker.Object);
        WriteMembers(output, members);
    }

    private static void WriteEcmaArray(IBufferWriter<byte> output, IReadOnlyList<AmfMember> members)
    {
        WriteMarker(output, Amf0Marker.EcmaArray);
        WriteUInt32(output, (uint)members.Count);
        WriteMembers(output, members);
    }

    private static void WriteMembers(IBufferWriter<byte> output, IReadOnlyList<AmfMember> members)
    {
        foreach (var member in members)
        {
            WriteName(output, member.Name);
            Write(output, member.Value);
        }
        WriteName(output, "");
        WriteMarker(output, Amf0Marker.ObjectEnd);
    }

    private static void WriteStrictArray(IBufferWriter<byte> output, IReadOnlyList<AmfValue> items)
    {
        WriteMarker(output, Amf0Marker.StrictArray);
        WriteUInt32(output, (uint)items.Count);
        foreach (var item in items) Write(output, item);
    }

    private static void WriteName(IBufferWriter<byte> output, string name)
    {
        var length = checked((ushort)Encoding.UTF8.GetByteCount(name));
        BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(2), length);
        output.Advance(2);
        Encoding.UTF8.GetBytes(name, output);
    }

    private static void WriteUInt32(IBufferWriter<byte> output, uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(4), value);
        output.Advance(4);
    }
}
