using System.Buffers;
using Rooms.Wire.Bits;

namespace Rooms.Wire.H264;

/// <summary>
/// What a sequence parameter set says of the picture (ITU-T H.264 7.3.2.1.1 and E.1.1). Read from a NAL unit with its header.
/// 0 frames a second: it does not say.
/// </summary>
public readonly record struct H264Sps(byte Profile, byte Level, int Width, int Height, double FramesPerSecond)
{
    // Real ones take 10-60 bytes; scaling matrices can add 400.
    private const int MaxBytes = 1024;
    private const int NalType = 7;
    private const int ExtendedSampleAspectRatio = 255;

    // ITU-T H.264 A.3.1: 2^21 macroblock columns do not exist; level 6.2 allows 16,888 luma samples a side.
    private const int MaxSideInMacroblocks = 16_888 / 16 + 1;

    public static OperationStatus TryRead(ReadOnlySpan<byte> nal, out H264Sps sps)
    {
        sps = default;
        if (nal.Length < 4) return OperationStatus.NeedMoreData;
        if ((nal[0] & 0x9F) != NalType) return OperationStatus.InvalidData;
        Span<byte> raw = stackalloc byte[MaxBytes];
        var bits = new BitReader(EmulationPrevention.Remove(nal[1..], raw));

        var profile = (byte)bits.Read(8);
        bits.Skip(8);
        var level = (byte)bits.Read(8);
        bits.ReadUnsignedGolomb();
        var chromaFormat = HasChromaFormat(profile) ? ReadChromaFormat(ref bits) : 1;
        if (chromaFormat > 3) return OperationStatus.InvalidData;
        bits.ReadUnsignedGolomb();
        if (!TrySkipPictureOrder(ref bits)) return OperationStatus.InvalidData;
        bits.ReadUnsignedGolomb();
        bits.Skip(1);

        var columns = bits.ReadUnsignedGolomb() + 1;
        var mapUnits = bits.ReadUnsignedGolomb() + 1;
        if (columns > MaxSideInMacroblocks || mapUnits > MaxSideInMacroblocks) return OperationStatus.InvalidData;
        var fieldsPerUnit = bits.ReadFlag() ? 1u : 2u;
        if (fieldsPerUnit == 2) bits.Skip(1);
        bits.Skip(1);
        var (cropX, cropY) = ReadCropping(ref bits, chromaFormat, fieldsPerUnit);
        if (bits.IsPastEnd) return OperationStatus.NeedMoreData;

        var width = columns * 16L - cropX;
        var height = mapUnits * fieldsPerUnit * 16L - cropY;
        if (width <= 0 || height <= 0) return OperationStatus.InvalidData;
        sps = new H264Sps(profile, level, (int)width, (int)height, ReadFrameRate(ref bits));
        return OperationStatus.Done;
    }

    private static bool HasChromaFormat(byte profile) =>
        profile is 100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135;

    private static uint ReadChromaFormat(ref BitReader bits)
    {
        var format = bits.ReadUnsignedGolomb();
        if (format == 3) bits.Skip(1);
        bits.ReadUnsignedGolomb();
        bits.ReadUnsignedGolomb();
        bits.Skip(1);
        if (!bits.ReadFlag()) return format;
        for (var i = 0; i < (format == 3 ? 12 : 8); i++)
            if (bits.ReadFlag()) SkipScalingList(ref bits, i < 6 ? 16 : 64);
        return format;
    }

    // 7.3.2.1.1.1
    private static void SkipScalingList(ref BitReader bits, int size)
    {
        var next = 8;
        for (var i = 0; i < size && next != 0 && !bits.IsPastEnd; i++) next = (next + bits.ReadSignedGolomb()) & 0xFF;
    }

    private static bool TrySkipPictureOrder(ref BitReader bits)
    {
        var type = bits.ReadUnsignedGolomb();
        if (type == 0)
        {
            bits.ReadUnsignedGolomb();
            return true;
        }
        if (type == 2) return true;
        if (type != 1) return false;
        bits.Skip(1);
        bits.ReadSignedGolomb();
        bits.ReadSignedGolomb();
        var frames = bits.ReadUnsignedGolomb();
        for (var i = 0; i < frames && !bits.IsPastEnd; i++) bits.ReadSignedGolomb();
        return frames <= 255;
    }

    // Table 6-1: chroma samples are half as wide in 4:2:0 and 4:2:2, half as high in 4:2:0; cropping counts in them.
    private static (long X, long Y) ReadCropping(ref BitReader bits, uint chromaFormat, uint fieldsPerUnit)
    {
        if (!bits.ReadFlag()) return (0, 0);
        var left = bits.ReadUnsignedGolomb();
        var right = bits.ReadUnsignedGolomb();
        var top = bits.ReadUnsignedGolomb();
        var bottom = bits.ReadUnsignedGolomb();
        var unitX = chromaFormat is 1 or 2 ? 2 : 1;
        var unitY = (chromaFormat == 1 ? 2 : 1) * fieldsPerUnit;
        return (((long)left + right) * unitX, ((long)top + bottom) * unitY);
    }

    private static double ReadFrameRate(ref BitReader bits)
    {
        if (!bits.ReadFlag()) return 0;
        if (bits.ReadFlag() && bits.Read(8) == ExtendedSampleAspectRatio) bits.Skip(32);
        if (bits.ReadFlag()) bits.Skip(1);
        if (bits.ReadFlag())
        {
            bits.Skip(4);
            if (bits.ReadFlag()) bits.Skip(24);
        }
        if (bits.ReadFlag())
        {
            bits.ReadUnsignedGolomb();
            bits.ReadUnsignedGolomb();
        }
        if (!bits.ReadFlag()) return 0;
        var unitsInTick = bits.Read(32);
        var timeScale = bits.Read(32);
        // E.2.1: a tick is a field, two make a frame.
        return bits.IsPastEnd || unitsInTick == 0 ? 0 : timeScale / (2.0 * unitsInTick);
    }
}
