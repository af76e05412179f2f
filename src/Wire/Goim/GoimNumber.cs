using System.Buffers.Text;

namespace Rooms.Wire.Goim;

/// <summary>A decimal number as Go's strconv.ParseInt(text, 10, 64) takes it: a sign or none, digits, nothing else.</summary>
public static class GoimNumber
{
    public static bool TryRead(ReadOnlySpan<byte> text, out long number)
    {
        var digits = text is [(byte)'+' or (byte)'-', ..] ? text[1..] : text;
        number = 0;
        if (digits.IsEmpty || !char.IsAsciiDigit((char)digits[0])) return false;
        return Utf8Parser.TryParse(text, out number, out var read) && read == text.Length;
    }
}
