using System.Buffers;

namespace Rooms.Wire.Av1;

/// <summary>AV1CodecConfigurationRecord, AV1 in ISOBMFF 2.3: what <c>av1C</c> and a sequence header hold. A view of the caller's bytes.</summary>
public readonly ref struct Av1Configuration
{
    //  marker(1)=1 version(7)=1 | profile(3) level(5) | tier(1) highBitDepth(1) twelveBit(1) monochrome(1) subsampling(2) position(2) | delay(8) | OBUs
    private const int HeaderBytes = 4;

    private readonly ReadOnlySpan<byte> header;

    private Av1Configuration(ReadOnlySpan<byte> source)
    {
        header = source[..HeaderBytes];
        Obus = source[HeaderBytes..];
    }

    /// <summary>The sequence header OBU, if any, comes first.</summary>
    public ReadOnlySpan<byte> Obus { get; }

    /// <summary>AV1 in ISOBMFF 5: profile, level and tier, bit depth.</summary>
    public string CodecString
    {
        get
        {
            var depth = (header[2] & 0x40) == 0 ? 8 : (header[2] & 0x20) == 0 ? 10 : 12;
            return $"av01.{header[1] >> 5}.{header[1] & 31:d2}{((header[2] & 0x80) == 0 ? 'M' : 'H')}.{depth:d2}";
        }
    }

    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out Av1Configuration configuration)
    {
        configuration = default;
        if (source.Length < HeaderBytes) return OperationStatus.NeedMoreData;
        if (source[0] != 0x81) return OperationStatus.InvalidData;
        configuration = new Av1Configuration(source);
        return OperationStatus.Done;
    }
}
