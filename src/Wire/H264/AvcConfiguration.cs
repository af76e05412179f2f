using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.H264;

/// <summary>AVCDecoderConfigurationRecord, ISO 14496-15 5.3.3.1: what <c>avcC</c> and an RTMP sequence header hold. A view of the caller's bytes.</summary>
public readonly ref struct AvcConfiguration
{
    //  version(8)=1 profile(8) compatibility(8) level(8) reserved(6) lengthSizeMinusOne(2) reserved(3) numOfSps(5) { length(16) sps } numOfPps(8) { length(16) pps }
    private const int HeaderBytes = 6;

    public byte Profile { get; private init; }

    public byte Compatibility { get; private init; }

    public byte Level { get; private init; }

    /// <summary>Bytes of the length in front of every NAL unit: 1, 2 or 4.</summary>
    public int LengthSize { get; private init; }

    /// <summary>The first of each; empty when there is none.</summary>
    public ReadOnlySpan<byte> Sps { get; private init; }

    public ReadOnlySpan<byte> Pps { get; private init; }

    /// <summary>RFC 6381 3.3.</summary>
    public string CodecString => $"avc1.{Profile:x2}{Compatibility:x2}{Level:x2}";

    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out AvcConfiguration configuration)
    {
        configuration = default;
        if (source.Length < HeaderBytes) return OperationStatus.NeedMoreData;
        var lengthSize = (source[4] & 3) + 1;
        if (source[0] != 1 || lengthSize == 3) return OperationStatus.InvalidData;

        var at = HeaderBytes;
        var status = TryReadSets(source, source[5] & 31, ref at, out var sps);
        if (status != OperationStatus.Done) return status;
        if (at >= source.Length) return OperationStatus.NeedMoreData;
        status = TryReadSets(source, source[at++], ref at, out var pps);
        if (status != OperationStatus.Done) return status;

        configuration = new AvcConfiguration
        {
            Profile = source[1],
            Compatibility = source[2],
            Level = source[3],
            LengthSize = lengthSize,
            Sps = sps,
            Pps = pps,
        };
        return OperationStatus.Done;
    }

    private static OperationStatus TryReadSets(ReadOnlySpan<byte> source, int count, scoped ref int at, out ReadOnlySpan<byte> first)
    {
        first = default;
        for (var i = 0; i < count; i++)
        {
            if (at + 2 > source.Length) return OperationStatus.NeedMoreData;
            var length = BinaryPrimitives.ReadUInt16BigEndian(source[at..]);
            at += 2;
            if (length == 0) return OperationStatus.InvalidData;
            if (at + length > source.Length) return OperationStatus.NeedMoreData;
            if (i == 0) first = source.Slice(at, length);
            at += length;
        }
        return OperationStatus.Done;
    }
}
