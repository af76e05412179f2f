using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.Files;

/// <summary>How large a picture says it is: a few bytes can announce more pixels than a viewer has memory.</summary>
public readonly record struct PictureSize(int Width, int Height)
{
    public long Pixels => (long)Width * Height;

    /// <summary>NeedMoreData: it is said behind these bytes. InvalidData: it is no picture, or none that says it.</summary>
    public static OperationStatus TryRead(FileKind kind, ReadOnlySpan<byte> head, out PictureSize size)
    {
        size = default;
        return kind switch
        {
            FileKind.Png => TryReadPng(head, out size),
            FileKind.Gif => TryReadGif(head, out size),
            FileKind.Webp => TryReadWebp(head, out size),
            FileKind.Jpeg => TryReadJpeg(head, out size),
            _ => OperationStatus.InvalidData,
        };
    }

    // PNG 11.2.1: the header chunk comes first: length(32) "IHDR" width(32) height(32)
    private static OperationStatus TryReadPng(ReadOnlySpan<byte> head, out PictureSize size)
    {
        size = default;
        if (head.Length < 24) return OperationStatus.NeedMoreData;
        if (!head[12..].StartsWith("IHDR"u8)) return OperationStatus.InvalidData;
        return Sized(BinaryPrimitives.ReadInt32BigEndian(head[16..]), BinaryPrimitives.ReadInt32BigEndian(head[20..]), out size);
    }

    // GIF89a 18: the logical screen, behind the six bytes of the signature.
    private static OperationStatus TryReadGif(ReadOnlySpan<byte> head, out PictureSize size)
    {
        size = default;
        if (head.Length < 10) return OperationStatus.NeedMoreData;
        return Sized(BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..]), out size);
    }

    // The container's own size where it is an extended one, else the only frame's (RFC 6386 9.1; WebP lossless 3).
    private static OperationStatus TryReadWebp(ReadOnlySpan<byte> head, out PictureSize size)
    {
        size = default;
        if (head.Length < 30) return OperationStatus.NeedMoreData;
        var chunk = head[12..16];
        if (chunk.SequenceEqual("VP8X"u8)) return Sized(UInt24(head[24..]) + 1, UInt24(head[27..]) + 1, out size);
        if (chunk.SequenceEqual("VP8 "u8)) return Sized(BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF, out size);
        if (!chunk.SequenceEqual("VP8L"u8)) return OperationStatus.InvalidData;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(head[21..]);
        return Sized((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1, out size);
    }

    // ISO/IEC 10918-1 B.1.1: segments with a length each, up to the frame header (B.2.2): length(16) precision(8) height(16) width(16)
    private static OperationStatus TryReadJpeg(ReadOnlySpan<byte> head, out PictureSize size)
    {
        size = default;
        var at = 2;
        while (at + 9 <= head.Length)
        {
            if (head[at] != 0xFF) return OperationStatus.InvalidData;
            var marker = head[at + 1];
            if (IsFrameHeader(marker)) return Sized(BinaryPrimitives.ReadUInt16BigEndian(head[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(head[(at + 5)..]), out size);
            // Fill bytes, and markers that have no length.
            at += marker == 0xFF ? 1 : HasNoLength(marker) ? 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(head[(at + 2)..]);
        }
        return OperationStatus.NeedMoreData;
    }

    // SOF0 to SOF15 without DHT, JPG and DAC, which have numbers among them.
    private static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static bool HasNoLength(byte marker) => marker is 0x01 or (>= 0xD0 and <= 0xD8);

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;

    private static OperationStatus Sized(int width, int height, out PictureSize size)
    {
        size = new PictureSize(width, height);
        return width > 0 && height > 0 ? OperationStatus.Done : OperationStatus.InvalidData;
    }
}
