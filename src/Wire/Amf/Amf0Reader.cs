using System.Buffers;

namespace Rooms.Wire.Amf;

/// <summary>
/// Reads the values of one complete message (AMF0 specification section 2), AMF3 values behind the switch marker included. Bounded: 16 deep,
/// 1,000 values, 64 kB of strings. What lies beyond, references, movie clips and record sets are invalid.
/// </summary>
public ref struct Amf0Reader(ReadOnlySpan<byte> message)
{
    private AmfCursor cursor = new(message);

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => cursor.Rest;

    /// <summary>NeedMoreData: the message has no further value. InvalidData is final.</summary>
    public OperationStatus TryRead(out AmfValue value)
    {
        value = AmfValue.Undefined;
        if (cursor.Rest.IsEmpty) return OperationStatus.NeedMoreData;
        return TryReadValue(0, out value) ? OperationStatus.Done : OperationStatus.InvalidData;
    }

    private bool TryReadValue(int depth, out AmfValue value)
    {
        value = AmfValue.Undefined;
        if (depth > AmfCursor.MaxDepth || !cursor.TrySpendValue() || !cursor.TryReadByte(out var marker)) return false;
        return TryReadBody((Amf0Marker)marker, depth, out value);
    }

    private bool TryReadBody(Amf0Marker marker, int depth, out AmfValue value)
    {
        value = marker == Amf0Marker.Null ? AmfValue.Null : AmfValue.Undefined;
        return marker switch
        {
            Amf0Marker.Null or Amf0Marker.Undefined => true,
            Amf0Marker.Number => TryReadNumber(out value),
            Amf0Marker.Boolean => TryReadBoolean(out value),
            Amf0Marker.String => TryReadString(out value),
            Amf0Marker.LongString or Amf0Marker.XmlDocument => TryReadLongString(out value),
            Amf0Marker.Date => TryReadDate(out value),
            Amf0Marker.Object => TryReadObject(depth, out value),
            Amf0Marker.TypedObject => TryReadName(out _) && TryReadObject(depth, out value),
            Amf0Marker.EcmaArray => TryReadEcmaArray(depth, out value),
            Amf0Marker.StrictArray => TryReadStrictArray(depth, out value),
            Amf0Marker.SwitchToAmf3 => new Amf3Reader().TryRead(ref cursor, depth, out value),
            _ => false,
        };
    }

    private bool TryReadNumber(out AmfValue value)
    {
        var isRead = cursor.TryReadDouble(out var number);
        value = AmfValue.Of(number);
        return isRead;
    }

    private bool TryReadBoolean(out AmfValue value)
    {
        var isRead = cursor.TryReadByte(out var flag);
        value = AmfValue.Of(flag != 0);
        return isRead;
    }

    private bool TryReadString(out AmfValue value)
    {
        var isRead = TryReadName(out var text);
        value = AmfValue.Of(text);
        return isRead;
    }

    private bool TryReadLongString(out AmfValue value)
    {
        value = AmfValue.Undefined;
        if (!cursor.TryReadUInt32(out var length) || !cursor.TryReadString(length, out var text)) return false;
        value = AmfValue.Of(text);
        return true;
    }

    // Section 2.13: milliseconds, then a time zone that is reserved.
    private bool TryReadDate(out AmfValue value)
    {
        var isRead = cursor.TryReadDouble(out var milliseconds) && cursor.TryReadUInt16(out _);
        value = AmfValue.Date(milliseconds);
        return isRead;
    }

    private bool TryReadObject(int depth, out AmfValue value)
    {
        var isRead = TryReadMembers(depth, out var members);
        value = AmfValue.Object(members);
        return isRead;
    }

    // Section 2.10: the count is a hint (encoders write 0), the end marker decides.
    private bool TryReadEcmaArray(int depth, out AmfValue value)
    {
        AmfMember[] members = [];
        var isRead = cursor.TryReadUInt32(out _) && TryReadMembers(depth, out members);
        value = AmfValue.EcmaArray(members);
        return isRead;
    }

    private bool TryReadMembers(int depth, out AmfMember[] members)
    {
        members = [];
        var read = new List<AmfMember>();
        while (TryReadName(out var name))
        {
            if (name.Length == 0 && cursor.Rest is [(byte)Amf0Marker.ObjectEnd, ..])
            {
                members = [.. read];
                return cursor.TrySkip(1);
            }
            if (!TryReadValue(depth + 1, out var value)) return false;
            read.Add(new AmfMember(name, value));
        }
        return false;
    }

    private bool TryReadStrictArray(int depth, out AmfValue value)
    {
        value = AmfValue.Undefined;
        // An item takes a byte at least: an announced count beyond the message is a lie.
        if (!cursor.TryReadUInt32(out var count) || count > AmfCursor.MaxValues || count > (uint)cursor.Rest.Length) return false;
        var items = new AmfValue[count];
        for (var i = 0; i < items.Length; i++)
            if (!TryReadValue(depth + 1, out items[i])) return false;
        value = AmfValue.StrictArray(items);
        return true;
    }

    private bool TryReadName(out string name)
    {
        name = "";
        return cursor.TryReadUInt16(out var length) && cursor.TryReadString(length, out name);
    }
}
