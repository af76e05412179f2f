using System.Buffers;
using System.Buffers.Binary;

namespace Rooms.Wire.Files;

/// <summary>The first box of an MP4 or M4A file (ISO/IEC 14496-12 4.3): <c>size(32) "ftyp" major_brand(32) minor_version(32) compatible_brands(32)...</c></summary>
internal static class FileBrand
{
    private const int BrandEnd = 12;

    // Its own 16 bytes; some tens of brands are more than anybody writes.
    private const uint MinBytes = 16;
    private const uint MaxBytes = 512;

    // QuickTime ("qt  "), 3GPP and still pictures (heic, avif) are other files under the same first box.
    private static ReadOnlySpan<byte> Video => "isomiso2iso3iso4iso5iso6iso7iso8iso9mp41mp42avc1dashMSNVmmp4M4V M4VHM4VP"u8;

    private static ReadOnlySpan<byte> Audio => "M4A M4B "u8;

    public static OperationStatus TryRead(ReadOnlySpan<byte> head, out FileKind kind)
    {
        kind = FileKind.Mp4;
        if (head.Length < sizeof(uint)) return head.IsEmpty || head[0] == 0 ? OperationStatus.NeedMoreData : OperationStatus.InvalidData;
        if (BinaryPrimitives.ReadUInt32BigEndian(head) is < MinBytes or > MaxBytes) return OperationStatus.InvalidData;
        var box = FileSignature.Match(head[4..], "ftyp"u8);
        if (box != OperationStatus.Done) return box;
        if (head.Length < BrandEnd) return OperationStatus.NeedMoreData;
        var brand = head[8..BrandEnd];
        if (Holds(Audio, brand)) kind = FileKind.M4a;
        else if (!Holds(Video, brand)) return OperationStatus.InvalidData;
        return OperationStatus.Done;
    }

    private static bool Holds(ReadOnlySpan<byte> brands, ReadOnlySpan<byte> brand)
    {
        for (var at = 0; at < brands.Length; at += 4)
            if (brands.Slice(at, 4).SequenceEqual(brand)) return true;
        return false;
    }
}
