using System.Buffers;
using Rooms.Wire.Av1;

namespace Rooms.Wire.Tests.Av1;

public sealed class Av1ConfigurationTests
{
    // libaom, main, 320x180, 8 bits.
    internal static readonly byte[] Main180 = Convert.FromHexString("81000c000a0b000000043cfeccdaf90040");

    [Fact]
    public void TryRead_MainProfile_GivesCodecStringAndSize()
    {
        var status = Av1Configuration.TryRead(Main180, out var configuration);
        var headerStatus = Av1SequenceHeader.TryRead(configuration.Obus, out var header);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal("av01.0.00M.08", configuration.CodecString);
        Assert.Equal(OperationStatus.Done, headerStatus);
        Assert.Equal(new Av1SequenceHeader(320, 180), header);
    }

    // AV1 in ISOBMFF 2.3.3: profile 2, level 31, high tier, 12 bits.
    [Fact]
    public void CodecString_HighTierTwelveBits_IsSpelt()
    {
        Av1Configuration.TryRead([0x81, 0x5F, 0xE0, 0], out var configuration);

        Assert.Equal("av01.2.31H.12", configuration.CodecString);
    }

    // 5.5.1 with reduced_still_picture_header: the size follows the level at once. 8 bits each: 255 + 1 by 143 + 1.
    [Fact]
    public void TryRead_ReducedHeader_GivesSize()
    {
        //   profile 000 still 1 reduced 1 level 00000 | width bits 0111, height bits 0111 | 11111111 10001111
        byte[] obu = [0x08, 0b0001_1000, 0b0001_1101, 0b1111_1111, 0b1110_0011, 0b1100_0000];

        var status = Av1SequenceHeader.TryRead(obu, out var header);

        Assert.Equal(OperationStatus.Done, status);
        Assert.Equal(new Av1SequenceHeader(256, 144), header);
    }

    [Fact]
    public void TryRead_OtherMarker_IsInvalid() => Assert.Equal(OperationStatus.InvalidData, Av1Configuration.TryRead([0x01, 0, 0, 0], out _));

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        foreach (var bytes in RandomBytes.Around(Main180, 20_000))
        {
            if (Av1Configuration.TryRead(bytes, out var configuration) != OperationStatus.Done) continue;
            if (Av1SequenceHeader.TryRead(configuration.Obus, out var header) == OperationStatus.Done)
                Assert.True(header.Width is > 0 and <= 65_536 && header.Height is > 0 and <= 65_536);
        }
    }
}
