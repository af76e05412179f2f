using Rooms.Wire.Bits;

namespace Rooms.Wire.Tests.Bits;

public sealed class BitReaderTests
{
    [Fact]
    public void Read_AcrossBytes_IsMostSignificantFirst()
    {
        var bits = new BitReader([0b1010_0101, 0b1100_0000]);

        Assert.Equal(0b101u, bits.Read(3));
        Assert.Equal(0b0010_111u, bits.Read(7));
        Assert.False(bits.IsPastEnd);
    }

    // ITU-T H.264 table 9-2: 1, 010, 011, 00100, 00101 are 0 to 4.
    [Fact]
    public void ReadUnsignedGolomb_FirstFiveCodes_AreZeroToFour()
    {
        var bits = new BitReader([0b1010_0110, 0b0100_0010, 0b1000_0000]);

        Assert.Equal([0u, 1u, 2u, 3u, 4u],
            [bits.ReadUnsignedGolomb(), bits.ReadUnsignedGolomb(), bits.ReadUnsignedGolomb(), bits.ReadUnsignedGolomb(), bits.ReadUnsignedGolomb()]);
    }

    // Table 9-3
    [Fact]
    public void ReadSignedGolomb_FirstFiveCodes_AlternateInSign()
    {
        var bits = new BitReader([0b1010_0110, 0b0100_0010, 0b1000_0000]);

        Assert.Equal([0, 1, -1, 2, -2],
            [bits.ReadSignedGolomb(), bits.ReadSignedGolomb(), bits.ReadSignedGolomb(), bits.ReadSignedGolomb(), bits.ReadSignedGolomb()]);
    }

    [Fact]
    public void ReadUnsignedGolomb_OnlyZeros_IsPastEnd()
    {
        var bits = new BitReader(new byte[64]);

        bits.ReadUnsignedGolomb();

        Assert.True(bits.IsPastEnd);
    }

    [Fact]
    public void Read_PastEnd_GivesZerosAndSaysSo()
    {
        var bits = new BitReader([0xFF]);

        Assert.Equal(0xFF00u, bits.Read(16));
        Assert.True(bits.IsPastEnd);
    }

    [Fact]
    public void Remove_ThreeByteSequences_LeavesRawBytes()
    {
        Span<byte> raw = stackalloc byte[16];

        var written = EmulationPrevention.Remove([1, 0, 0, 3, 0, 0, 3, 1, 0, 3, 0], raw);

        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 3, 0], written.ToArray());
    }
}
