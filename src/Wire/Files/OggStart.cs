using System.Buffers;

namespace Rooms.Wire.Files;

/// <summary>
/// The first page of an Ogg file (RFC 3533 6): <c>"OggS" version(8) flags(8) position(64) serial(32) page(32) checksum(32) segments(8) lacing...</c> and
/// then the first packet, which names the codec. Only those of sound: Ogg carries video too.
/// </summary>
internal static class OggStart
{
    private const int SegmentsAt = 26;
    private const byte FirstPage = 0x02;

    public static OperationStatus TryRead(ReadOnlySpan<byte> head)
    {
        var capture = FileSignature.Match(head, "OggS\0"u8);
        if (capture != OperationStatus.Done) return capture;
        if (head.Length <= SegmentsAt) return OperationStatus.NeedMoreData;
        if ((head[5] & FirstPage) == 0) return OperationStatus.InvalidData;
        var packetAt = SegmentsAt + 1 + head[SegmentsAt];
        return Codec(packetAt < head.Length ? head[packetAt..] : []);
    }

    private static OperationStatus Codec(ReadOnlySpan<byte> packet)
    {
        var status = FileSignature.Match(packet, "\u0001vorbis"u8);
        if (status == OperationStatus.InvalidData) status = FileSignature.Match(packet, "OpusHead"u8);
        if (status == OperationStatus.InvalidData) status = FileSignature.Match(packet, "Speex   "u8);
        // 0x7F: not "\u007F"u8 glued to a hexadecimal letter.
        if (status == OperationStatus.InvalidData) status = FileSignature.Match(packet, [0x7F, (byte)'F', (byte)'L', (byte)'A', (byte)'C']);
        return status;
    }
}
