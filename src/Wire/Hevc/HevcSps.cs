using System.Buffers;
using Rooms.Wire.Bits;

namespace Rooms.Wire.Hevc;

/// <summary>What a sequence parameter set says of the picture's size (ITU-T H.265 7.3.2.2.1). Read from a NAL unit with its header.</summary>
public readonly record struct HevcSps(int Width, int Height)
{
    // profile_tier_level of seven sub-layers takes 100 bytes, all before the size.
    private const int MaxBytes = 512;
    private const int NalType = 33;

    // ITU-T H.265 A.4.1: level 6.2 allows sqrt(8 * 142,606,336).
    private const uint MaxSide = 33_776;

    public static OperationStatus TryRead(ReadOnlySpan<byte> nal, out HevcSps sps)
    {
        sps = default;
        if (nal.Length < 3) return OperationStatus.NeedMoreData;
        if ((nal[0] >> 1) != NalType) return OperationStatus.InvalidData;
        Span<byte> raw = stackalloc byte[MaxBytes];
        var bits = new BitReader(EmulationPrevention.Remove(nal[2..], raw));

        bits.Skip(4);
        var maxSubLayersMinus1 = (int)bits.Read(3);
        bits.Skip(1);
        SkipProfileTierLevel(ref bits, maxSubLayersMinus1);
        bits.ReadUnsignedGolomb();
        var chromaFormat = bits.ReadUnsignedGolomb();
        if (chromaFormat > 3) return OperationStatus.InvalidData;
        if (chromaFormat == 3) bits.Skip(1);
        var width = bits.ReadUnsignedGolomb();
        var height = bits.ReadUnsignedGolomb();
        var (cropX, cropY) = ReadConformanceWindow(ref bits, chromaFormat);

        if (bits.IsPastEnd) return OperationStatus.NeedMoreData;
        if (width > MaxSide || height > MaxSide || cropX >= width || cropY >= height) return OperationStatus.InvalidData;
        sps = new HevcSps((int)(width - cropX), (int)(height - cropY));
        return OperationStatus.Done;
    }

    // 7.3.3: 88 bits of profile, 8 of level, then the same for every sub-layer that says it has them.
    private static void SkipProfileTierLevel(ref BitReader bits, int maxSubLayersMinus1)
    {
        bits.Skip(96);
        if (maxSubLayersMinus1 == 0) return;
        var present = bits.Read(16);
        for (var i = 0; i < maxSubLayersMinus1; i++)
        {
            if ((present >> (15 - 2 * i) & 1) == 1) bits.Skip(88);
            if ((present >> (14 - 2 * i) & 1) == 1) bits.Skip(8);
        }
    }

    // Table 6-1: the window counts in chroma samples.
    private static (long X, long Y) ReadConformanceWindow(ref BitReader bits, uint chromaFormat)
    {
        if (!bits.ReadFlag()) return (0, 0);
        var left = bits.ReadUnsignedGolomb();
        var right = bits.ReadUnsignedGolomb();
        var top = bits.ReadUnsignedGolomb();
        var bottom = bits.ReadUnsignedGolomb();
        return (((long)left + right) * (chromaFormat is 1 or 2 ? 2 : 1), ((long)top + bottom) * (chromaFormat == 1 ? 2 : 1));
    }
}
