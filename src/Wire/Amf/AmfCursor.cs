using System.Buffers.Binary;
using System.Text;

namespace Rooms.Wire.Amf;

/// <summary>The bytes of one message that are still to be read, and what it may still cost. One cursor serves the AMF0 and the AMF3 reader.</summary>
internal ref struct AmfCursor(ReadOnlySpan<byte> source)
{
    /// <summary>connect, the largest command of real clients, has about 20 values; onMetaData of OBS about 25.</summary>
    public const int MaxValues = 1000;

    /// <summary>In all strings together, in bytes.</summary>
    public const int MaxStringBytes = 64 * 1024;

    /// <summary>Objects within objects. Real commands nest two deep.</summary>
    public const int MaxDepth = 16;

    private int valuesLeft = MaxValues;
    private int stringBytesLeft = MaxStringBytes;

    public ReadOnlySpan<byte> Rest { get; private set; } = source;

    /// <summary>Every value, name and empty slot costs one; false: too many.</summary>
    public bool TrySpendValue() => valuesLeft-- > 0;

    public bool TryReadByte(out byte value)
    {
        value = 0;
        if (Rest.IsEmpty) return false;
        value = Rest[0];
        Rest = Rest[1..];
        return true;
    }

    public bool TryReadUInt16(out ushort value) => BinaryPrimitives.TryReadUInt16BigEndian(Rest, out value) && TrySkip(2);

    public bool TryReadUInt32(out uint value) => BinaryPrimitives.TryReadUInt32BigEndian(Rest, out value) && TrySkip(4);

    public bool TryReadDouble(out double value) => BinaryPrimitives.TryReadDoubleBigEndian(Rest, out value) && TrySkip(8);

    public bool TryReadString(uint length, out string value)
    {
        value = "";
        if (length > (uint)Rest.Length || length > (uint)stringBytesLeft) return false;
        stringBytesLeft -= (int)length;
        value = Encoding.UTF8.GetString(Rest[..(int)length]);
        return TrySkip((int)length);
    }

    public bool TrySkip(int count)
    {
        if (count > Rest.Length) return false;
        Rest = Rest[count..];
        return true;
    }
}
