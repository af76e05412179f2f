using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.Files;

/// <summary>
/// What a file is by its first bytes, whatever its sender calls it. Once it is decided, more bytes change nothing. Text of any kind (HTML, SVG,
/// scripts), archives and programs are none of <see cref="FileKind"/>: InvalidData.
/// </summary>
public static class FileSignature
{
    private const int RiffBytes = 12;

    /// <summary>NeedMoreData: it may become one; for a file that has no more bytes that is a refusal too.</summary>
    public static OperationStatus TryRead(ReadOnlySpan<byte> head, out FileKind kind)
    {
        // ISO/IEC 10918-1 B.1.1.3: start of image, then the first byte of any marker.
        var status = Match(head, [0xFF, 0xD8, 0xFF], FileKind.Jpeg, out kind);
        // PNG 5.2
        if (status == OperationStatus.InvalidData) status = Match(head, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], FileKind.Png, out kind);
        if (status == OperationStatus.InvalidData) status = Match(head, "GIF87a"u8, FileKind.Gif, out kind);
        if (status == OperationStatus.InvalidData) status = Match(head, "GIF89a"u8, FileKind.Gif, out kind);
        // ISO 32000-2 7.5.2; readers forgive bytes before it, we do not.
        if (status == OperationStatus.InvalidData) status = Match(head, "%PDF-1."u8, FileKind.Pdf, out kind);
        if (status == OperationStatus.InvalidData) status = Match(head, "%PDF-2."u8, FileKind.Pdf, out kind);
        if (status == OperationStatus.InvalidData) status = MatchWebp(head, out kind);
        if (status == OperationStatus.InvalidData) status = FileBrand.TryRead(head, out kind);
        if (status == OperationStatus.InvalidData) status = Named(OggStart.TryRead(head), FileKind.Ogg, out kind);
        if (status == OperationStatus.InvalidData) status = Named(Mp3Start.TryRead(head), FileKind.Mp3, out kind);
        return status;
    }

    /// <summary>As <paramref name="head"/> begins with it: Done; as it may yet: NeedMoreData.</summary>
    internal static OperationStatus Match(ReadOnlySpan<byte> head, ReadOnlySpan<byte> signature)
    {
        var seen = Math.Min(head.Length, signature.Length);
        if (!head[..seen].SequenceEqual(signature[..seen])) return OperationStatus.InvalidData;
        return seen == signature.Length ? OperationStatus.Done : OperationStatus.NeedMoreData;
    }

    private static OperationStatus Match(ReadOnlySpan<byte> head, ReadOnlySpan<byte> signature, FileKind candidate, out FileKind kind) =>
        Named(Match(head, signature), candidate, out kind);

    private static OperationStatus Named(OperationStatus status, FileKind candidate, out FileKind kind)
    {
        kind = candidate;
        return status;
    }

    // RIFF, its size, then what it holds: https://developers.google.com/speed/webp/docs/riff_container
    private static OperationStatus MatchWebp(ReadOnlySpan<byte> head, out FileKind kind)
    {
        kind = FileKind.Webp;
        var riff = Match(head, "RIFF"u8);
        if (riff != OperationStatus.Done) return riff;
        if (head.Length < RiffBytes - 4) return OperationStatus.NeedMoreData;
        // The picture's first chunk header at least.
        if (BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) < RiffBytes) return OperationStatus.InvalidData;
        return Match(head[8..], "WEBP"u8);
    }
}
