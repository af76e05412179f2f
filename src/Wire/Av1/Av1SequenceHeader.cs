using System.Buffers;
using Rooms.Wire.Bits;

namespace Rooms.Wire.Av1;

/// <summary>The largest picture that a sequence header allows (AV1 bitstream 5.5.1). Read from an OBU with its header.</summary>
public readonly record struct Av1SequenceHeader(int Width, int Height)
{
    private const int ObuType = 1;

    public static OperationStatus TryRead(ReadOnlySpan<byte> obu, out Av1SequenceHeader header)
    {
        header = default;
        if (obu.Length < 2) return OperationStatus.NeedMoreData;
        // 5.3.2: forbidden(1) type(4) extension(1) hasSize(1) reserved(1)
        if ((obu[0] & 0x80) != 0 || (obu[0] >> 3 & 15) != ObuType) return OperationStatus.InvalidData;
        var at = (obu[0] & 4) == 0 ? 1 : 2;
        if ((obu[0] & 2) != 0 && !TrySkipSize(obu, ref at)) return OperationStatus.InvalidData;
        if (at >= obu.Length) return OperationStatus.NeedMoreData;

        var bits = new BitReader(obu[at..]);
        bits.Skip(3);
        bits.Skip(1);
        if (bits.ReadFlag()) bits.Skip(5);
        else SkipOperatingPoints(ref bits);
        var widthBits = (int)bits.Read(4) + 1;
        var heightBits = (int)bits.Read(4) + 1;
        var width = (int)bits.Read(widthBits) + 1;
        var height = (int)bits.Read(heightBits) + 1;
        if (bits.IsPastEnd) return OperationStatus.NeedMoreData;
        header = new Av1SequenceHeader(width, height);
        return OperationStatus.Done;
    }

    // leb128, 4.10.5: at most eight bytes.
    private static bool TrySkipSize(ReadOnlySpan<byte> obu, ref int at)
    {
        for (var i = 0; i < 8 && at < obu.Length; i++)
            if ((obu[at++] & 0x80) == 0) return true;
        return false;
    }

    private static void SkipOperatingPoints(ref BitReader bits)
    {
        var delayBits = 0;
        var hasDecoderModel = false;
        if (bits.ReadFlag())
        {
            SkipTimingInfo(ref bits);
            hasDecoderModel = bits.ReadFlag();
            if (hasDecoderModel)
            {
                delayBits = (int)bits.Read(5) + 1;
                bits.Skip(32 + 5 + 5);
            }
        }
        var hasDisplayDelay = bits.ReadFlag();
        var points = bits.Read(5) + 1;
        for (var i = 0; i < points; i++)
        {
            bits.Skip(12);
            if (bits.Read(5) > 7) bits.Skip(1);
            if (hasDecoderModel && bits.ReadFlag()) bits.Skip(delayBits * 2 + 1);
            if (hasDisplayDelay && bits.ReadFlag()) bits.Skip(4);
        }
    }

    private static void SkipTimingInfo(ref BitReader bits)
    {
        bits.Skip(64);
        // uvlc() is coded as ue(v).
        if (bits.ReadFlag()) bits.ReadUnsignedGolomb();
    }
}
