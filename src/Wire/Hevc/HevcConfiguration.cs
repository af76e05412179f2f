using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Rooms.Wire.Hevc;

/// <summary>HEVCDecoderConfigurationRecord, ISO 14496-15 8.3.3.1: what <c>hvcC</c> and a sequence header hold. A view of the caller's bytes.</summary>
public readonly ref struct HevcConfiguration
{
    //  0 version=1 | 1 space(2) tier(1) profile(5) | 2 compatibility(32) | 6 constraints(48) | 12 level | 13 ... | 21 ... lengthSizeMinusOne(2) | 22 arrays
    private const int HeaderBytes = 23;
    private const int SpsType = 33;

    private readonly ReadOnlySpan<byte> header;

    private HevcConfiguration(ReadOnlySpan<byte> header, ReadOnlySpan<byte> sps)
    {
        this.header = header;
        Sps = sps;
    }

    /// <summary>Bytes of the length in front of every NAL unit.</summary>
    public int LengthSize => (header[21] & 3) + 1;

    /// <summary>The first; empty when there is none (parameter sets in the stream).</summary>
    public ReadOnlySpan<byte> Sps { get; }

    /// <summary>ISO 14496-15 E.3: profile, compatibility flags in reverse bit order, tier and level, constraint bytes without the trailing zeros.</summary>
    public string CodecString
    {
        get
        {
            var text = new StringBuilder("hvc1.");
            if (header[1] >> 6 is var space and > 0) text.Append((char)('A' + space - 1));
            text.Append(header[1] & 31);
            text.Append(CultureInfo.InvariantCulture, $".{Reverse(BinaryPrimitives.ReadUInt32BigEndian(header[2..])):X}");
            text.Append(CultureInfo.InvariantCulture, $".{((header[1] & 0x20) == 0 ? 'L' : 'H')}{header[12]}");
            foreach (var constraint in header.Slice(6, 6).TrimEnd((byte)0)) text.Append(CultureInfo.InvariantCulture, $".{constraint:X}");
            return text.ToString();
        }
    }

    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out HevcConfiguration configuration)
    {
        configuration = default;
        if (source.Length < HeaderBytes) return OperationStatus.NeedMoreData;
        // 0: written by encoders that predate the final text.
        if (source[0] > 1 || (source[21] & 3) == 2) return OperationStatus.InvalidData;
        ReadOnlySpan<byte> sps = default;
        var at = HeaderBytes;
        for (var array = 0; array < source[22]; array++)
        {
            var status = TryReadArray(source, ref at, ref sps);
            if (status != OperationStatus.Done) return status;
        }
        configuration = new HevcConfiguration(source[..HeaderBytes], sps);
        return OperationStatus.Done;
    }

    private static OperationStatus TryReadArray(ReadOnlySpan<byte> source, scoped ref int at, ref ReadOnlySpan<byte> sps)
    {
        if (at + 3 > source.Length) return OperationStatus.NeedMoreData;
        var type = source[at] & 0x3F;
        var count = BinaryPrimitives.ReadUInt16BigEndian(source[(at + 1)..]);
        at += 3;
        for (var i = 0; i < count; i++)
        {
            if (at + 2 > source.Length) return OperationStatus.NeedMoreData;
            var length = BinaryPrimitives.ReadUInt16BigEndian(source[at..]);
            at += 2;
            if (at + length > source.Length) return OperationStatus.NeedMoreData;
            if (type == SpsType && sps.IsEmpty) sps = source.Slice(at, length);
            at += length;
        }
        return OperationStatus.Done;
    }

    private static uint Reverse(uint value)
    {
        uint reversed = 0;
        for (var i = 0; i < 32; i++) reversed |= (BitOperations.RotateRight(value, i) & 1) << (31 - i);
        return reversed;
    }
}
