using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Rooms.Wire.RoomsV1;

/// <summary>
/// The fields of a <c>rooms.v1.bin</c> frame that are still to be read. Numbers: unsigned LEB128 of at most 63 bits. Texts and JSON: the length in
/// bytes plus one, then UTF-8; 0 for one that is not there. The first fault stays, and everything after it reads as absent.
/// </summary>
internal ref struct BinaryCursor(ReadOnlySpan<byte> source)
{
    // 9 times 7 bits: 2^63 - 1 at most.
    private const int MaxNumberBytes = 9;

    private ReadOnlySpan<byte> rest = source;

    public FrameFault Fault { get; private set; }

    public readonly bool HasFault => Fault.Kind != FrameFaultKind.None;

    public byte ReadByte(string field)
    {
        if (HasFault) return 0;
        if (rest.IsEmpty)
        {
            Fail(FrameFaultKind.CutOff, field);
            return 0;
        }
        var value = rest[0];
        rest = rest[1..];
        return value;
    }

    public long ReadNumber(string field)
    {
        var value = 0L;
        for (var i = 0; i < MaxNumberBytes && !HasFault; i++)
        {
            var next = ReadByte(field);
            value |= (long)(next & 127) << (7 * i);
            if (next < 128) return HasFault ? 0 : value;
        }
        if (!HasFault) Fail(FrameFaultKind.WrongKind, field);
        return 0;
    }

    /// <summary>How many of something follow.</summary>
    public int ReadCount(string field, int most)
    {
        var count = ReadNumber(field);
        if (count > most) Fail(FrameFaultKind.FieldTooLong, field);
        return HasFault ? 0 : (int)count;
    }

    /// <summary>Null: not there. Empty is a text only where <paramref name="mayBeEmpty"/>.</summary>
    public string? ReadText(string field, int longest, bool mayBeEmpty = false)
    {
        // A UTF-16 unit is at most three bytes of UTF-8.
        if (!TryReadBytes(field, 3 * longest, out var bytes)) return null;
        if (!Utf8.IsValid(bytes)) Fail(FrameFaultKind.NotUtf8, field);
        else if (bytes.IsEmpty && !mayBeEmpty) Fail(FrameFaultKind.Missing, field);
        else if (Encoding.UTF8.GetCharCount(bytes) > longest) Fail(FrameFaultKind.FieldTooLong, field);
        return HasFault ? null : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>JSON of any kind, looked through; null: not there.</summary>
    public string? ReadJson(string field, int mostBytes)
    {
        if (!TryReadBytes(field, mostBytes, out var bytes)) return null;
        if (!Utf8.IsValid(bytes) || !IsJson(bytes)) Fail(FrameFaultKind.NotJson, field);
        return HasFault ? null : Encoding.UTF8.GetString(bytes);
    }

    public void Fail(FrameFaultKind kind, string field)
    {
        if (!HasFault) Fault = new FrameFault(kind, field);
        rest = [];
    }

    private bool TryReadBytes(string field, int most, out ReadOnlySpan<byte> bytes)
    {
        bytes = [];
        var length = ReadNumber(field) - 1;
        if (HasFault || length < 0) return false;
        if (length > most) Fail(FrameFaultKind.FieldTooLong, field);
        else if (length > rest.Length) Fail(FrameFaultKind.CutOff, field);
        if (HasFault) return false;
        bytes = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }

    private static bool IsJson(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = FrameLimits.Depth });
            if (!reader.Read()) return false;
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
