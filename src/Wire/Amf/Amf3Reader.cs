namespace Rooms.Wire.Amf;

/// <summary>
/// Enough AMF3 (specification section 3) for the arguments of commands. Strings and traits are looked up in their reference tables; a
/// reference to an object that was sent before reads as undefined, since no command needs one and a cycle could hide in it.
/// </summary>
internal sealed class Amf3Reader
{
    private readonly List<string> strings = [];
    private readonly List<Traits> traitsTable = [];

    public bool TryRead(ref AmfCursor cursor, int depth, out AmfValue value)
    {
        value = AmfValue.Undefined;
        if (depth > AmfCursor.MaxDepth || !cursor.TrySpendValue() || !cursor.TryReadByte(out var marker)) return false;
        return TryReadBody(ref cursor, (Amf3Marker)marker, depth, out value);
    }

    private bool TryReadBody(ref AmfCursor cursor, Amf3Marker marker, int depth, out AmfValue value)
    {
        value = marker switch
        {
            Amf3Marker.Null => AmfValue.Null,
            Amf3Marker.False => AmfValue.False,
            Amf3Marker.True => AmfValue.True,
            _ => AmfValue.Undefined,
        };
        return marker switch
        {
            <= Amf3Marker.True => true,
            Amf3Marker.Integer => TryReadInteger(ref cursor, out value),
            Amf3Marker.Double => TryReadDouble(ref cursor, out value),
            Amf3Marker.String => TryReadStringValue(ref cursor, out value),
            Amf3Marker.XmlDocument or Amf3Marker.Xml or Amf3Marker.ByteArray => TrySkipBytes(ref cursor),
            Amf3Marker.Date => TryReadDate(ref cursor, out value),
            Amf3Marker.Array => TryReadArray(ref cursor, depth, out value),
            Amf3Marker.Object => TryReadObject(ref cursor, depth, out value),
            _ => false,
        };
    }

    // Section 1.3.1: seven bits a byte, high bit "more"; the fourth byte gives all of its eight.
    private static bool TryReadU29(ref AmfCursor cursor, out uint value)
    {
        value = 0;
        for (var i = 0; i < 3; i++)
        {
            if (!cursor.TryReadByte(out var next)) return false;
            value = (value << 7) | (next & 0x7Fu);
            if (next < 0x80) return true;
        }
        if (!cursor.TryReadByte(out var last)) return false;
        value = (value << 8) | last;
        return true;
    }

    private static bool TryReadInteger(ref AmfCursor cursor, out AmfValue value)
    {
        var isRead = TryReadU29(ref cursor, out var bits);
        // 29 bits, two's complement.
        value = AmfValue.Of((int)(bits << 3) >> 3);
        return isRead;
    }

    private static bool TryReadDouble(ref AmfCursor cursor, out AmfValue value)
    {
        var isRead = cursor.TryReadDouble(out var number);
        value = AmfValue.Of(number);
        return isRead;
    }

    private bool TryReadStringValue(ref AmfCursor cursor, out AmfValue value)
    {
        var isRead = TryReadString(ref cursor, out var text);
        value = AmfValue.Of(text);
        return isRead;
    }

    // Section 1.3.2: low bit 1: length and bytes; 0: an index. The empty string is never entered into the table.
    private bool TryReadString(ref AmfCursor cursor, out string text)
    {
        text = "";
        if (!TryReadU29(ref cursor, out var head)) return false;
        if ((head & 1) == 0) return TryLookUp(strings, head >> 1, ref text);
        if (!cursor.TryReadString(head >> 1, out text)) return false;
        if (text.Length > 0) strings.Add(text);
        return true;
    }

    private static bool TrySkipBytes(ref AmfCursor cursor)
    {
        if (!TryReadU29(ref cursor, out var head)) return false;
        return (head & 1) == 0 || cursor.TrySkip((int)(head >> 1));
    }

    private static bool TryReadDate(ref AmfCursor cursor, out AmfValue value)
    {
        value = AmfValue.Undefined;
        if (!TryReadU29(ref cursor, out var head)) return false;
        if ((head & 1) == 0) return true;
        if (!cursor.TryReadDouble(out var milliseconds)) return false;
        value = AmfValue.Date(milliseconds);
        return true;
    }

    // Section 3.11: named members until an empty name, then the dense items.
    private bool TryReadArray(ref AmfCursor cursor, int depth, out AmfValue value)
    {
        value = AmfValue.Undefined;
        if (!TryReadU29(ref cursor, out var head)) return false;
        if ((head & 1) == 0) return true;
        var count = head >> 1;
        if (count > AmfCursor.MaxValues || count > (uint)cursor.Rest.Length) return false;
        var members = new List<AmfMember>();
        if (!TryReadDynamicMembers(ref cursor, depth, members)) return false;
        var items = new AmfValue[count];
        for (var i = 0; i < items.Length; i++)
            if (!TryRead(ref cursor, depth + 1, out items[i])) return false;
        value = members.Count > 0 ? AmfValue.EcmaArray([.. members]) : AmfValue.StrictArray(items);
        return true;
    }

    private bool TryReadObject(ref AmfCursor cursor, int depth, out AmfValue value)
    {
        value = AmfValue.Undefined;
        if (!TryReadU29(ref cursor, out var head)) return false;
        if ((head & 1) == 0) return true;
        if (!TryReadTraits(ref cursor, head, out var traits)) return false;
        var members = new List<AmfMember>();
        foreach (var name in traits.Names)
        {
            if (!TryRead(ref cursor, depth + 1, out var member)) return false;
            members.Add(new AmfMember(name, member));
        }
        if (traits.IsDynamic && !TryReadDynamicMembers(ref cursor, depth, members)) return false;
        value = AmfValue.Object([.. members]);
        return true;
    }

    private bool TryReadDynamicMembers(ref AmfCursor cursor, int depth, List<AmfMember> members)
    {
        while (TryReadString(ref cursor, out var name))
        {
            if (name.Length == 0) return true;
            if (!TryRead(ref cursor, depth + 1, out var member)) return false;
            members.Add(new AmfMember(name, member));
        }
        return false;
    }

    // Section 3.12: bits from the low end: object inline, traits inline, externalizable, dynamic, then the number of sealed members.
    private bool TryReadTraits(ref AmfCursor cursor, uint head, out Traits traits)
    {
        traits = new Traits([], false);
        if ((head & 2) == 0) return TryLookUp(traitsTable, head >> 2, ref traits);
        var isExternalizable = (head & 4) != 0;
        var count = head >> 4;
        if (isExternalizable || count > AmfCursor.MaxValues || !TryReadString(ref cursor, out _)) return false;
        var names = new string[count];
        for (var i = 0; i < names.Length; i++)
            if (!cursor.TrySpendValue() || !TryReadString(ref cursor, out names[i])) return false;
        traits = new Traits(names, (head & 8) != 0);
        traitsTable.Add(traits);
        return true;
    }

    private static bool TryLookUp<T>(List<T> table, uint index, ref T value)
    {
        if (index >= (uint)table.Count) return false;
        value = table[(int)index];
        return true;
    }

    private sealed record Traits(string[] Names, bool IsDynamic);
}
