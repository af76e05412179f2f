using System.Buffers;
using System.Text;

namespace Rooms.Wire.RoomsV1;

/// <summary>Writes what <see cref="BinaryCursor"/> reads.</summary>
internal readonly ref struct BinaryFieldWriter(IBufferWriter<byte> destination)
{
    public void WriteByte(byte value)
    {
        destination.GetSpan(1)[0] = value;
        destination.Advance(1);
    }

    public void WriteNumber(long value)
    {
        for (; value > 127; value >>= 7) WriteByte((byte)(value | 128));
        WriteByte((byte)value);
    }

    public void WriteTime(DateTimeOffset time) => WriteNumber(time.ToUnixTimeMilliseconds());

    public void WriteText(string? text)
    {
        if (text is null)
        {
            WriteByte(0);
            return;
        }
        var length = Encoding.UTF8.GetByteCount(text);
        WriteNumber(length + 1L);
        Encoding.UTF8.GetBytes(text, destination.GetSpan(length));
        destination.Advance(length);
    }

    public void WriteTexts(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts) WriteText(text);
    }
}
