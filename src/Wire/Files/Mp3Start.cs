using System.Buffers;

namespace Rooms.Wire.Files;

/// <summary>
/// The beginning of an MP3 file: an ID3v2 tag (id3.org/id3v2.4.0-structure 3.1), or a frame header (ISO/IEC 11172-3 2.4.2.3) that is followed by
/// another one: eleven set bits alone stand in any file.
/// </summary>
internal static class Mp3Start
{
    private const int TagHeaderBytes = 10;
    private const int FrameHeaderBytes = 4;

    // kbit/s of layer III by the header's index: of MPEG 1, then of MPEG 2 and 2.5. 0: free or forbidden.
    private static ReadOnlySpan<ushort> Rates =>
    [
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0,
        0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0,
    ];

    // Hz by the index, of MPEG 1; halved for 2, once more for 2.5.
    private static ReadOnlySpan<int> Frequencies => [44_100, 48_000, 32_000, 0];

    public static OperationStatus TryRead(ReadOnlySpan<byte> head)
    {
        var tag = FileSignature.Match(head, "ID3"u8);
        return tag == OperationStatus.InvalidData ? ReadFrames(head) : tag == OperationStatus.Done ? ReadTag(head) : tag;
    }

    private static OperationStatus ReadTag(ReadOnlySpan<byte> head)
    {
        if (head.Length < TagHeaderBytes) return OperationStatus.NeedMoreData;
        // Versions are small, the size is four times seven bits.
        var isTag = head[3] is >= 2 and <= 4 && head[4] != 0xFF && ((head[6] | head[7] | head[8] | head[9]) & 0x80) == 0;
        return isTag ? OperationStatus.Done : OperationStatus.InvalidData;
    }

    private static OperationStatus ReadFrames(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty || (head[0] == 0xFF && head.Length < FrameHeaderBytes)) return OperationStatus.NeedMoreData;
        if (FrameBytes(head) is not { } length) return OperationStatus.InvalidData;
        if (head.Length < length + FrameHeaderBytes) return OperationStatus.NeedMoreData;
        return FrameBytes(head[length..]) is null ? OperationStatus.InvalidData : OperationStatus.Done;
    }

    /// <summary>Null: no frame of layer III starts here.</summary>
    private static int? FrameBytes(ReadOnlySpan<byte> header)
    {
        // sync(11) version(2: 0 = 2.5, 2 = 2, 3 = 1) layer(2: 1 = III) protection(1) | rate(4) frequency(2) padding(1) private(1)
        if (header[0] != 0xFF || (header[1] & 0xE6) != 0xE2) return null;
        var version = (header[1] >> 3) & 3;
        if (version == 1) return null;
        var isFirst = version == 3;
        var rate = Rates[(header[2] >> 4) + (isFirst ? 0 : 16)] * 1000;
        var frequency = Frequencies[(header[2] >> 2) & 3] >> (isFirst ? 0 : version == 2 ? 1 : 2);
        if (rate == 0 || frequency == 0) return null;
        // 1152 samples of an MPEG 1 frame, 576 of the others: an eighth of them is bytes at one bit a sample.
        return (isFirst ? 144 : 72) * rate / frequency + ((header[2] >> 1) & 1);
    }
}
