namespace Rooms.Wire.Bits;

/// <summary>
/// Reads bits, most significant first. Past the end it gives zeros and remembers it: a parser reads on and asks <see cref="IsPastEnd"/> once.
/// </summary>
public ref struct BitReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> source = source;
    private long position;

    /// <summary>More was asked for than there was, or an Exp-Golomb code was longer than its 32 bits.</summary>
    public readonly bool IsPastEnd => position > (long)source.Length * 8;

    public uint Read(int count)
    {
        uint value = 0;
        for (var i = 0; i < count; i++) value = (value << 1) | ReadBit();
        return value;
    }

    public bool ReadFlag() => ReadBit() == 1;

    public void Skip(int count) => position += count;

    /// <summary>ue(v), ITU-T H.264 9.1.</summary>
    public uint ReadUnsignedGolomb()
    {
        var zeros = 0;
        while (!IsPastEnd && ReadBit() == 0) zeros++;
        if (zeros > 31)
        {
            // No syntax element is that long: let the parser fail.
            position = long.MaxValue / 2;
            return 0;
        }
        return (1u << zeros) - 1 + Read(zeros);
    }

    /// <summary>se(v), ITU-T H.264 9.1.1: 1, -1, 2, -2, ...</summary>
    public int ReadSignedGolomb()
    {
        var code = ReadUnsignedGolomb();
        var magnitude = (int)((code >> 1) + (code & 1));
        return (code & 1) == 1 ? magnitude : -magnitude;
    }

    private uint ReadBit()
    {
        var index = position >> 3;
        var bit = index < source.Length ? (uint)(source[(int)index] >> (7 - (int)(position & 7))) & 1 : 0;
        position++;
        return bit;
    }
}
